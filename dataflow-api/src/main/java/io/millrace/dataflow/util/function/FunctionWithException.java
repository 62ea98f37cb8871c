package io.millrace.dataflow.util.function;

/** A function that may throw. */
@FunctionalInterface
public interface FunctionWithException<T, R, E extends Throwable> {
    R apply(T value) throws E;
}
