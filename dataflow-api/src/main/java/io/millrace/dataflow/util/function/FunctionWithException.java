package io.millrace.dataflow.util.function;

import io.millrace.dataflow.util.ExceptionUtils;
import java.util.function.Function;

/** A function that may throw. */
@FunctionalInterface
public interface FunctionWithException<T, R, E extends Throwable> {
    R apply(T value) throws E;

    /** The same as a function whose exceptions are not declared: checked ones come in a RuntimeException. */
    static <A, B> Function<A, B> unchecked(FunctionWithException<A, B, ?> function) {
        return value -> {
            try {
                return function.apply(value);
            } catch (Throwable t) {
                ExceptionUtils.rethrow(t);
                throw new IllegalStateException("not reached", t);
            }
        };
    }
}
