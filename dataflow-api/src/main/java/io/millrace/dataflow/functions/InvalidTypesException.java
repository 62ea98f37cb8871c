package io.millrace.dataflow.functions;

import org.jspecify.annotations.Nullable;

/** The type of an input or output could not be found, or does not fit where it is used. */
public class InvalidTypesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidTypesException() {}

    public InvalidTypesException(String message) {
        super(message);
    }

    public InvalidTypesException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
