package io.millrace.iterations.snapshot;

import java.io.IOException;

/** An entry of a loop's snapshots is not what was written: an earlier point is to be tried. */
public final class DamagedEntryException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedEntryException(String message, Throwable cause) {
        super(message, cause);
    }
}
