package io.millrace.dataflow.util;

import org.jspecify.annotations.Nullable;

/** The base of checked exceptions; named as users of Flink know it. */
public class FlinkException extends Exception {
    private static final long serialVersionUID = 1L;

    public FlinkException(String message) {
        super(message);
    }

    public FlinkException(@Nullable Throwable cause) {
        super(cause);
    }

    public FlinkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
