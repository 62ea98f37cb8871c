package io.millrace.dataflow.functions;

/** Says which records to keep. It must not change them. */
@FunctionalInterface
public interface FilterFunction<T> extends Function {
    /** True to keep {@code value}; an exception fails the job. */
    boolean filter(T value) throws Exception;
}
