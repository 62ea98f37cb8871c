package io.millrace.taskmanager.memory;

import java.io.IOException;

/** A temporary file could not be made or deleted. Owner PLATFORM. */
public final class SpillFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    SpillFailedException(String message, IOException cause) {
        super(message, cause);
    }
}
