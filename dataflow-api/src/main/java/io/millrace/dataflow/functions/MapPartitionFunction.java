package io.millrace.dataflow.functions;

import io.millrace.dataflow.util.Collector;

/** Turns all records of one parallel partition, seen together, into any number of results. */
@FunctionalInterface
public interface MapPartitionFunction<T, O> extends Function {
    /** Called once per parallel instance. {@code values} can be iterated only once. An exception fails the job. */
    void mapPartition(Iterable<T> values, Collector<O> out) throws Exception;
}
