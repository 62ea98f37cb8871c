package io.millrace.dataflow.execution;

/** Thrown by a program, or put around what it threw, to fail its job at once, whatever its restart strategy allows. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public class SuppressRestartsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SuppressRestartsException(Throwable cause) {
        super("Not to be mended by running again: " + cause, cause);
    }
}
