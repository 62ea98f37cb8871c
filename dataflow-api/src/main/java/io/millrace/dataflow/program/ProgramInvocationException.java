package io.millrace.dataflow.program;

import org.jspecify.annotations.Nullable;

/** A program cannot be run as it was given: no such jar, class or main method. The message says what to change. */
public class ProgramInvocationException extends Exception {
    private static final long serialVersionUID = 1L;

    public ProgramInvocationException(String message) {
        super(message);
    }

    public ProgramInvocationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
