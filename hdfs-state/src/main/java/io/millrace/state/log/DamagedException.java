package io.millrace.state.log;

import java.io.IOException;

/** A file is there and is not what was written. To try again changes nothing. */
final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
        super(message);
    }
}
