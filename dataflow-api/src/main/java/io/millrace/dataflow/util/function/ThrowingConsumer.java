package io.millrace.dataflow.util.function;

/** A consumer that may throw. */
@FunctionalInterface
public interface ThrowingConsumer<T, E extends Throwable> {
    void accept(T t) throws E;
}
