package io.millrace.dataflow.functions;

import io.millrace.dataflow.util.Collector;

/** Turns the two groups that share a key, either of which may be empty, into any number of results. */
@FunctionalInterface
public interface CoGroupFunction<IN1, IN2, O> extends Function {
    /** Called once per key. Each iterable can be iterated only once. An exception fails the job. */
    void coGroup(Iterable<IN1> first, Iterable<IN2> second, Collector<O> out) throws Exception;
}
