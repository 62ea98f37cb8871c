package io.millrace.dataflow.deploy;

import org.jspecify.annotations.Nullable;

/** Something about an application could not be done; the message says what, where and what to do. */
public final class DeploymentException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is known after the failure: the command line's exit codes follow it. */
    public enum Kind {
        /** Arguments or settings; nothing was submitted. */
        USAGE,
        /** Refused, or not admitted in time; it was verified that no application is left. */
        REFUSED,
        /** The resource manager cannot be asked: an application may be left. */
        STATE_UNKNOWN,
        /** Authentication or authorization. */
        ACCESS
    }

    private final Kind kind;

    public DeploymentException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
