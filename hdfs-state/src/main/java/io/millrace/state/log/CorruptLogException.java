package io.millrace.state.log;

import java.io.IOException;

/** What lies in the log is not what a leader writes; trying again does not help. */
final class CorruptLogException extends IOException {
    private static final long serialVersionUID = 1L;

    CorruptLogException(String message) {
        super(message);
    }
}
