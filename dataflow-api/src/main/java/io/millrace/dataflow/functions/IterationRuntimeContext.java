package io.millrace.dataflow.functions;

import io.millrace.dataflow.aggregators.Aggregator;
import io.millrace.dataflow.types.Value;
import org.jspecify.annotations.Nullable;

/** The runtime context of a function inside a loop. */
@SuppressWarnings("TypeParameterUnusedInFormals")
public interface IterationRuntimeContext extends RuntimeContext {
    /** The number of the running superstep; the first is 1. */
    int getSuperstepNumber();

    /** The aggregator registered under {@code name}, to which this superstep adds. */
    <T extends Aggregator<?>> T getIterationAggregator(String name);

    /** What the aggregator registered under {@code name} had at the end of the superstep before; null in the first. */
    <T extends Value> @Nullable T getPreviousIterationAggregate(String name);
}
