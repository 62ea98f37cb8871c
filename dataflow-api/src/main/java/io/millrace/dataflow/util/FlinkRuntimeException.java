package io.millrace.dataflow.util;

import org.jspecify.annotations.Nullable;

/** The base of unchecked exceptions; named as users of Flink know it. */
public class FlinkRuntimeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FlinkRuntimeException(String message) {
        super(message);
    }

    public FlinkRuntimeException(@Nullable Throwable cause) {
        super(cause);
    }

    public FlinkRuntimeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
