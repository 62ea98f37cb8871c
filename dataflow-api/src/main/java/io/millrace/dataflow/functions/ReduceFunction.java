package io.millrace.dataflow.functions;

/** Combines two values into one of the same type. It must be associative: values are combined in any grouping. */
@FunctionalInterface
public interface ReduceFunction<T> extends Function {
    /** The combination; it may change and return {@code value1}. An exception fails the job. */
    T reduce(T value1, T value2) throws Exception;
}
