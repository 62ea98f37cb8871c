package io.millrace.dataflow.util.function;

import io.millrace.dataflow.util.ExceptionUtils;

/** A runnable that may throw. */
@FunctionalInterface
public interface ThrowingRunnable<E extends Throwable> {
    void run() throws E;

    /** The same as a runnable whose exceptions are not declared: checked ones come in a RuntimeException. */
    static Runnable unchecked(ThrowingRunnable<?> throwingRunnable) {
        return () -> {
            try {
                throwingRunnable.run();
            } catch (Throwable t) {
                ExceptionUtils.rethrow(t);
            }
        };
    }
}
