package io.millrace.dataflow.util.function;

import io.millrace.dataflow.util.ExceptionUtils;
import java.util.function.Consumer;

/** A consumer that may throw. */
@FunctionalInterface
public interface ThrowingConsumer<T, E extends Throwable> {
    void accept(T t) throws E;

    /** The same as a consumer whose exceptions are not declared: checked ones come in a RuntimeException. */
    static <T> Consumer<T> unchecked(ThrowingConsumer<T, ?> throwingConsumer) {
        return value -> {
            try {
                throwingConsumer.accept(value);
            } catch (Throwable t) {
                ExceptionUtils.rethrow(t);
            }
        };
    }
}
