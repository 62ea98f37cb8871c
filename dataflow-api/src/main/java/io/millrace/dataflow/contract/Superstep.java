package io.millrace.dataflow.contract;

import io.millrace.dataflow.aggregators.Aggregator;
import io.millrace.dataflow.types.Value;
import org.jspecify.annotations.Nullable;

/** What the user functions of an operator see of the loop that it is in. Valid for one superstep. */
public interface Superstep {
    /** From 1. */
    int number();

    /**
     * This operator's own aggregator of that name, which the superstep adds to.
     *
     * @throws IllegalArgumentException if none was registered under {@code name}; says which were
     */
    Aggregator<?> aggregator(String name);

    /**
     * What all operators together had added to it by the end of the superstep before; null in the first.
     *
     * @throws IllegalArgumentException if none was registered under {@code name}
     */
    @Nullable
    Value previousAggregate(String name);
}
