package io.millrace.dataflow.util;

import java.io.Serializable;
import java.util.Iterator;

/** An iterator that can be divided into several, one for each parallel instance. */
public abstract class SplittableIterator<T> implements Iterator<T>, Serializable {
    private static final long serialVersionUID = 1L;

    /** Divides what is left into {@code numPartitions} iterators; some may be empty. */
    public abstract Iterator<T>[] split(int numPartitions);

    /** The part with index {@code num} of {@link #split}. */
    public Iterator<T> getSplit(int num, int numPartitions) {
        if (numPartitions < 1 || num < 0 || num >= numPartitions) {
            throw new IllegalArgumentException(
                    "Part of an iterator: expected=0 to " + (numPartitions - 1) + ", actual=" + num);
        }
        return split(numPartitions)[num];
    }

    /** Into how many parts it can be divided so that none is empty. */
    public abstract int getMaximumNumberOfSplits();
}
