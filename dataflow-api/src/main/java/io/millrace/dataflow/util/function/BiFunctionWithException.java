package io.millrace.dataflow.util.function;

/** A function of two values that may throw. */
@FunctionalInterface
public interface BiFunctionWithException<T, U, R, E extends Throwable> {
    R apply(T t, U u) throws E;
}
