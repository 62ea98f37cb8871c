package io.millrace.dataflow.accumulators;

import java.io.Serializable;

/**
 * Collects values in each parallel instance; at the end of the job the instances' results are merged.
 *
 * @param <V> what is added
 * @param <R> the result
 */
public interface Accumulator<V, R extends Serializable> extends Serializable, Cloneable {
    /** Adds to this instance's value. */
    void add(V value);

    /** This instance's value so far. */
    R getLocalValue();

    /** Back to the value at the start. */
    void resetLocal();

    /** Adds the value of {@code other}, an accumulator of the same class. */
    void merge(Accumulator<V, R> other);

    /** A copy that shares nothing that can change. */
    Accumulator<V, R> clone();
}
