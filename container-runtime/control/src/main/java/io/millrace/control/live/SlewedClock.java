package io.millrace.control.live;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The clock on the wall, but it never goes back: when that one is set back, this one goes on at half the speed until the
 * other has caught up with it. So what waits for a time waits at most twice as long as it would, and no watermark and no
 * timer of processing time stands still for an hour because a clock was corrected by one. Thread-safe.
 */
public final class SlewedClock {
    private static final long NANOS_PER_MS = 1_000_000;

    private final LongSupplier wallMs;
    private final LongSupplier nanos;
    /** The latest time that it told. */
    private final AtomicLong told = new AtomicLong(Long.MIN_VALUE);

    /** While the wall is behind: when that was noticed, and what was told then. Guarded by this. */
    private long behindSinceNanos;

    private long behindSinceMs;
    private long lastSlewedMs = Long.MIN_VALUE;

    /**
     * @param wallMs milliseconds since the epoch; may jump
     * @param nanos goes on steadily, from wherever
     */
    public SlewedClock(LongSupplier wallMs, LongSupplier nanos) {
        this.wallMs = wallMs;
        this.nanos = nanos;
    }

    /** Of this machine. */
    public static SlewedClock system() {
        return new SlewedClock(System::currentTimeMillis, System::nanoTime);
    }

    /** Milliseconds since the epoch, never less than before. */
    public long millis() {
        long wall = wallMs.getAsLong();
        long latest = told.get();
        while (wall > latest) {
            if (told.compareAndSet(latest, wall)) {
                return wall;
            }
            latest = told.get();
        }
        return wall == latest ? wall : slewed();
    }

    private synchronized long slewed() {
        long latest = told.get();
        long now = nanos.getAsLong();
        if (latest != lastSlewedMs) { // the wall was ahead in between, or this is the first time
            behindSinceNanos = now;
            behindSinceMs = latest;
        }
        long slow = behindSinceMs + (now - behindSinceNanos) / (2 * NANOS_PER_MS);
        lastSlewedMs = told.accumulateAndGet(slow, Math::max);
        return lastSlewedMs;
    }
}
