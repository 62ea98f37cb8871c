package io.millrace.dataflow.util;

import org.jspecify.annotations.Nullable;

/** Carries a checked exception through code that allows none. */
public class WrappingRuntimeException extends FlinkRuntimeException {
    private static final long serialVersionUID = 1L;

    public WrappingRuntimeException(Throwable cause) {
        super(cause);
    }

    public WrappingRuntimeException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The first cause that is not itself a wrapper. */
    public @Nullable Throwable unwrap() {
        Throwable cause = getCause();
        return cause instanceof WrappingRuntimeException wrapper ? wrapper.unwrap() : cause;
    }
}
