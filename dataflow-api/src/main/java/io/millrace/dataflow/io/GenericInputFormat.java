package io.millrace.dataflow.io;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.io.statistics.BaseStatistics;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An input that is not made of files: one split for each parallel instance. */
public abstract class GenericInputFormat<OT> extends RichInputFormat<OT, GenericInputSplit> {
    private static final long serialVersionUID = 1L;

    /** The number of the split that is open. */
    protected int partitionNumber;

    @Override
    public void configure(Configuration parameters) {}

    @Override
    public @Nullable BaseStatistics getStatistics(@Nullable BaseStatistics cachedStatistics) throws IOException {
        return cachedStatistics;
    }

    @Override
    public GenericInputSplit[] createInputSplits(int numSplits) throws IOException {
        if (numSplits < 1) {
            throw new IllegalArgumentException("Number of input splits: expected=at least 1, actual=" + numSplits);
        }
        GenericInputSplit[] splits = new GenericInputSplit[this instanceof NonParallelInput ? 1 : numSplits];
        for (int i = 0; i < splits.length; i++) {
            splits[i] = new GenericInputSplit(i, splits.length);
        }
        return splits;
    }

    @Override
    public InputSplitAssigner getInputSplitAssigner(GenericInputSplit[] splits) {
        return new DefaultInputSplitAssigner(splits);
    }

    @Override
    public void open(GenericInputSplit split) throws IOException {
        this.partitionNumber = split.getSplitNumber();
    }

    @Override
    public void close() throws IOException {}
}
