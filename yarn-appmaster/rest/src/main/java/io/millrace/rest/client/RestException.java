package io.millrace.rest.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request to an application came to nothing; the message names the address and says what to do. */
public final class RestException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is known of the failure. */
    public enum Kind {
        /** Nobody answered, or not in HTTP: the ApplicationMaster may be gone, or another one may have taken over. */
        UNREACHABLE,
        /** The token is not the application's. */
        ACCESS,
        /** The application does not know the job. */
        UNKNOWN_JOB,
        /** The application understood and refused; asking again changes nothing. */
        REFUSED,
        /** The application could not do it now. */
        FAILED
    }

    private final Kind kind;

    RestException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
