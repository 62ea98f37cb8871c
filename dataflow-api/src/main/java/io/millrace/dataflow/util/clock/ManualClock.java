package io.millrace.dataflow.util.clock;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is told to go on; for tests. Thread-safe. */
public final class ManualClock extends Clock {
    private final AtomicLong nanos;

    public ManualClock() {
        this(0);
    }

    public ManualClock(long startNanos) {
        this.nanos = new AtomicLong(startNanos);
    }

    @Override
    public long absoluteTimeMillis() {
        return nanos.get() / 1_000_000;
    }

    @Override
    public long relativeTimeMillis() {
        return nanos.get() / 1_000_000;
    }

    @Override
    public long relativeTimeNanos() {
        return nanos.get();
    }

    public void advanceTime(long duration, TimeUnit timeUnit) {
        nanos.addAndGet(timeUnit.toNanos(duration));
    }

    public void advanceTime(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }
}
