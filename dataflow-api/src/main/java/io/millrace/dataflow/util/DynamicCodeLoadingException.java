package io.millrace.dataflow.util;

/** A class that a setting names cannot be found or made. */
public class DynamicCodeLoadingException extends FlinkException {
    private static final long serialVersionUID = 1L;

    public DynamicCodeLoadingException(Throwable cause) {
        super(cause);
    }

    public DynamicCodeLoadingException(String message, Throwable cause) {
        super(message, cause);
    }
}
