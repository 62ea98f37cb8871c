package io.millrace.taskmanager.worker;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread sleep while it has nothing to do. No ring is missed: the thread {@link #listen listens} before it looks for
 * work, and what rings after that keeps it from the next sleep, or wakes it.
 */
final class Bell {
    private static final int SPINS = Runtime.getRuntime().availableProcessors() > 2 ? 64 : 0;

    private volatile boolean rung;
    private volatile boolean asleep;
    private volatile @Nullable Thread sleeper;

    /** Forgets what has rung before: it is about to look. By the thread that sleeps. */
    void listen() {
        rung = false;
    }

    /** Look again. Any thread. */
    void ring() {
        if (!rung) {
            rung = true;
            if (asleep) {
                LockSupport.unpark(sleeper);
            }
        }
    }

    /**
     * Sleeps until it rings, unless it has rung since {@link #listen}; may also return for no reason.
     *
     * @param longestNs asked before it falls asleep: how long at most; {@link Long#MAX_VALUE} is for ever
     */
    void sleep(LongSupplier longestNs) {
        for (int i = 0; i < SPINS; i++) {
            if (rung) {
                return;
            }
            Thread.onSpinWait();
        }
        sleeper = Thread.currentThread();
        asleep = true; // before the last look: who rings looks at it after
        if (!rung) {
            long ns = longestNs.getAsLong();
            if (ns == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else if (ns > 0) {
                LockSupport.parkNanos(this, ns);
            }
        }
        asleep = false;
    }
}
