package io.millrace.datastream.functions.aggregation;

import io.millrace.dataflow.functions.ReduceFunction;

/** What two records come to by one of their fields. */
public abstract class AggregationFunction<T> implements ReduceFunction<T> {
    private static final long serialVersionUID = 1L;

    /** What is done with the field; the last two keep the whole record that has the smallest or largest. */
    public enum AggregationType {
        SUM,
        MIN,
        MAX,
        MINBY,
        MAXBY
    }
}
