package io.millrace.dataflow.functions;

import io.millrace.dataflow.util.Collector;

/** Turns each pair of records with equal keys into any number of results. In an outer join one side may be null. */
@FunctionalInterface
public interface FlatJoinFunction<IN1, IN2, OUT> extends Function {
    /** Emits the results for the pair; an exception fails the job. */
    void join(IN1 first, IN2 second, Collector<OUT> out) throws Exception;
}
