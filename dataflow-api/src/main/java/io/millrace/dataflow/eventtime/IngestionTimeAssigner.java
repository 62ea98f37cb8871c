package io.millrace.dataflow.eventtime;

import io.millrace.dataflow.util.clock.Clock;
import io.millrace.dataflow.util.clock.SystemClock;

/** Gives each record the time at which it is seen; never goes back. */
public final class IngestionTimeAssigner<T> implements TimestampAssigner<T> {
    private final Clock clock;
    private long maxTimestamp = Long.MIN_VALUE;

    public IngestionTimeAssigner() {
        this(SystemClock.getInstance());
    }

    public IngestionTimeAssigner(Clock clock) {
        this.clock = clock;
    }

    @Override
    public long extractTimestamp(T element, long recordTimestamp) {
        maxTimestamp = Math.max(maxTimestamp, clock.absoluteTimeMillis());
        return maxTimestamp;
    }
}
