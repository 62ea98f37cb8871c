package io.millrace.protocol.wire;

import java.io.IOException;

/** Bytes that are no message of this version: damaged on the way, or written by another version. */
public final class CorruptMessageException extends IOException {
    private static final long serialVersionUID = 1L;

    CorruptMessageException(String message) {
        super(message);
    }

    CorruptMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
