package io.millrace.dataflow.contract;

import java.io.IOException;

/** A temporary file could not be made, written, read back or deleted; names it and what to do. Owner PLATFORM. */
public final class SpillFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    public SpillFailedException(String message, IOException cause) {
        super(message, cause);
    }
}
