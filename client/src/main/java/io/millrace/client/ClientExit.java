package io.millrace.client;

import java.util.Locale;

/** What becomes of an application whose client is stopped by a signal while it waits. */
enum ClientExit {
    /** It is stopped, too. */
    KILL,
    /** It goes on. */
    DETACH;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
