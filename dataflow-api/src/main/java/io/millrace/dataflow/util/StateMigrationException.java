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

    public static final String MIGRATION_NOT_SUPPORTED_MSG = "State migration is currently not supported.";

    public static StateMigrationException notSupported() {
        return new StateMigrationException(MIGRATION_NOT_SUPPORTED_MSG);
    }
}
