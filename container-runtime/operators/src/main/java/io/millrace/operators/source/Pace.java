package io.millrace.operators.source;

/**
 * How many records a source emits in one answer: few where the operators behind it take long over each, so that watermarks,
 * timers, checkpoints and cancellation wait for some milliseconds and not for hundreds of slow records. Not thread-safe.
 */
public final class Pace {
    private static final int FIRST = 8;
    private static final long LONG_MS = 5;

    private final int most;
    private int records = FIRST;
    private long begun;

    /** @param most records in an answer, however fast they are; 8 or more */
    public Pace(int most) {
        this.most = most;
    }

    /**
     * Begins an answer, and says how many records it may have.
     *
     * @param now the processing time in milliseconds
     */
    public int begin(long now) {
        begun = now;
        return records;
    }

    /** Ends an answer that had all the records that it might have. */
    public void end(long now) {
        long took = now - begun;
        if (took > LONG_MS) {
            records = (int) Math.max(1, records * LONG_MS / took);
        } else if (took < LONG_MS / 2) {
            records = Math.min(most, records * 2);
        }
    }
}
