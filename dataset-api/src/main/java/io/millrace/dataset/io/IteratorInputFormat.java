package io.millrace.dataset.io;

import io.millrace.dataflow.io.GenericInputFormat;
import io.millrace.dataflow.io.NonParallelInput;
import java.io.Serializable;
import java.util.Iterator;

/** Reads what a serialisable iterator yields, in one subtask. */
public class IteratorInputFormat<T> extends GenericInputFormat<T> implements NonParallelInput {
    private static final long serialVersionUID = 1L;

    private final Iterator<T> iterator;

    /** @throws IllegalArgumentException if the iterator is not serialisable */
    public IteratorInputFormat(Iterator<T> iterator) {
        if (!(iterator instanceof Serializable)) {
            throw new IllegalArgumentException("The iterator must be serialisable, as it travels to the task that reads"
                    + " it; actual=" + iterator.getClass().getName());
        }
        this.iterator = iterator;
    }

    @Override
    public boolean reachedEnd() {
        return !iterator.hasNext();
    }

    @Override
    public T nextRecord(T reuse) {
        return iterator.next();
    }
}
