package io.millrace.client;

import io.millrace.client.log.LateLogging;

/** What -v means to the log. */
final class LogLevel {
    private LogLevel() {}

    /** To be called before the first logger is made. */
    static void set(boolean verbose) {
        if (verbose && System.getProperty(LateLogging.LEVEL) == null) {
            System.setProperty(LateLogging.LEVEL, "INFO");
        }
    }
}
