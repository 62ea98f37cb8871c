package io.millrace.dataflow.functions;

import io.millrace.dataflow.util.Collector;

/** Shrinks part of a group before it is sent over the network. It may be called with any part of a group. */
@FunctionalInterface
public interface GroupCombineFunction<IN, OUT> extends Function {
    /** Called once per part of a group. {@code values} can be iterated only once. An exception fails the job. */
    void combine(Iterable<IN> values, Collector<OUT> out) throws Exception;
}
