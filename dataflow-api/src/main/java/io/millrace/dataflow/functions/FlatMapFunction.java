package io.millrace.dataflow.functions;

import io.millrace.dataflow.util.Collector;

/** Turns each record into any number of others. */
@FunctionalInterface
public interface FlatMapFunction<T, O> extends Function {
    /** Emits the results for {@code value} through {@code out}; an exception fails the job. */
    void flatMap(T value, Collector<O> out) throws Exception;
}
