package io.millrace.dataflow.functions;

/** Shrinks part of a group to a single value before it is sent over the network. */
@FunctionalInterface
public interface CombineFunction<IN, OUT> extends Function {
    /** Called once per part of a group. {@code values} can be iterated only once. An exception fails the job. */
    OUT combine(Iterable<IN> values) throws Exception;
}
