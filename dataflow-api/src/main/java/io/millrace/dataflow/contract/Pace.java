package io.millrace.dataflow.contract;

import java.util.function.LongSupplier;

/**
 * How many records are handed to operators in one go: few where each takes long, so that watermarks, timers, checkpoints and
 * cancellation wait for some milliseconds and not for hundreds of slow records. Not thread-safe.
 */
public final class Pace {
    private static final int FIRST = 8;
    private static final long LONG_MS = 5;

    private final int most;
    private final LongSupplier clock;
    private int records = FIRST;
    private long begun;

    /**
     * @param most records in one go, however fast they are; 8 or more
     * @param clock the processing time in milliseconds
     */
    public Pace(int most, LongSupplier clock) {
        this.most = most;
        this.clock = clock;
    }

    /** Begins, and says how many records may be handed on now. */
    public int begin() {
        begun = clock.getAsLong();
        return records;
    }

    /**
     * What {@link #begin} began has come to its end.
     *
     * @param handed how many records were handed on
     */
    public void end(int handed) {
        long took = clock.getAsLong() - begun;
        if (took > LONG_MS) {
            records = (int) Math.max(1, handed * LONG_MS / took);
        } else if (took < LONG_MS / 2 && handed == records) {
            records = Math.min(most, records * 2);
        }
    }
}
