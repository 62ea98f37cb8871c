package io.millrace.dataflow.aggregators;

import io.millrace.dataflow.types.Value;
import java.io.Serializable;

/** Collects a value over a superstep of a loop: each parallel instance adds, the sum is seen in the next superstep. */
public interface Aggregator<T extends Value> extends Serializable {
    T getAggregate();

    void aggregate(T element);

    /** Called before each superstep. */
    void reset();
}
