package io.millrace.dataflow.util;

/** State of a snapshot cannot be read as what a program now says it is. */
public class StateMigrationException extends FlinkException {
    private static final long serialVersionUID = 1L;

    public StateMigrationException(String message) {
        super(message);
    }

    public StateMigrationException(Throwable cause) {
        super(cause);
    }

    public StateMigrationException(String message, Throwable cause) {
        super(message, cause);
    }
}
