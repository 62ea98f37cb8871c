package io.millrace.dataset.io;

import io.millrace.dataflow.io.GenericInputFormat;
import io.millrace.dataflow.io.GenericInputSplit;
import io.millrace.dataflow.util.SplittableIterator;
import java.io.IOException;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the parts of an iterator, one for each split. */
public class ParallelIteratorInputFormat<T> extends GenericInputFormat<T> {
    private static final long serialVersionUID = 1L;

    private final SplittableIterator<T> source;
    private transient @Nullable Iterator<T> part;

    public ParallelIteratorInputFormat(SplittableIterator<T> iterator) {
        this.source = iterator;
    }

    @Override
    public void open(GenericInputSplit split) throws IOException {
        super.open(split);
        part = source.getSplit(split.getSplitNumber(), split.getTotalNumberOfSplits());
    }

    @Override
    public boolean reachedEnd() {
        return !Objects.requireNonNull(part, "open comes first").hasNext();
    }

    @Override
    public T nextRecord(T reuse) {
        return Objects.requireNonNull(part, "open comes first").next();
    }
}
