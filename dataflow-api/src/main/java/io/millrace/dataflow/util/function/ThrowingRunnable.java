package io.millrace.dataflow.util.function;

/** A runnable that may throw. */
@FunctionalInterface
public interface ThrowingRunnable<E extends Throwable> {
    void run() throws E;
}
