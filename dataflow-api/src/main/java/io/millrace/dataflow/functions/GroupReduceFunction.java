package io.millrace.dataflow.functions;

import io.millrace.dataflow.util.Collector;

/** Turns all values of a group, seen together, into any number of results. */
@FunctionalInterface
public interface GroupReduceFunction<T, O> extends Function {
    /** Called once per group. {@code values} can be iterated only once. An exception fails the job. */
    void reduce(Iterable<T> values, Collector<O> out) throws Exception;
}
