package io.millrace.state.log;

import java.time.Duration;

/** Where a {@link FencedLog} works: one thing at a time, which may block. */
public interface LedgerThread {
    /** Later; what has no delay in the order in which it was given. What is given after the end is dropped. */
    void execute(Duration delay, Runnable work);

    /** Time that never goes back, since some beginning. */
    Duration now();

    /** The end: waits for nothing. */
    void end();

    /** A thread that does nothing else. */
    static LedgerThread ofItsOwn() {
        return new OwnLedgerThread();
    }
}
