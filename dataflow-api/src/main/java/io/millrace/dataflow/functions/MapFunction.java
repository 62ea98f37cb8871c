package io.millrace.dataflow.functions;

/** Turns each record into exactly one other. */
@FunctionalInterface
public interface MapFunction<T, O> extends Function {
    /** The result for {@code value}; an exception fails the job. */
    O map(T value) throws Exception;
}
