package io.millrace.dataflow.util.function;

/** A consumer of two values that may throw. */
@FunctionalInterface
public interface BiConsumerWithException<T, U, E extends Throwable> {
    void accept(T t, U u) throws E;
}
