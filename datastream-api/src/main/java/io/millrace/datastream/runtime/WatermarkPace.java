package io.millrace.datastream.runtime;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Says when the generators of an operator are asked for their watermarks: once an interval of processing time, and then rather
 * with a record that has moved event time on than at any moment after it. So who waits for that time does not wait for a
 * timer, too.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>A record is the first in another interval of event time (they begin at its multiples), and there is an emission to
 *       spend: now. One comes to hand each interval, and two are kept at most; so records that come at intervals are followed
 *       at once, even when a timer or an unsteady clock came in between. If there is none, some records later the clock is
 *       looked at again; each time after twice as many, since looking costs more than a record may.
 *   <li>A timer for when no such record comes: an interval after the last emission. If that was a record's, a millisecond later:
 *       else the timer would take the next record's turn whenever both are due at once.
 * </ol>
 * The emissions to spend are those of the generic cell rate algorithm (ITU-T I.371). Not thread-safe.
 */
final class WatermarkPace {
    private static final int RECORDS_BETWEEN_LOOKS_MAX = 255;

    private final LongSupplier clock;
    private final LongConsumer wakeAt;
    private final long intervalMs;
    private long lastMs;
    private boolean byRecord;

    /** From then on two emissions are to hand; one, an interval before. */
    private long twoFromMs;

    /** Records before this time have nothing new to say. */
    private long next = Long.MIN_VALUE;

    private int recordsToLook;
    private int recordsBetweenLooks;

    /**
     * Begins now; nothing is due for an interval.
     *
     * @param clock processing time, in milliseconds
     * @param wakeAt is told when to call {@link #isDueAt}; each time replaces the one before
     * @param intervalMs 0: nothing is ever due
     */
    WatermarkPace(LongSupplier clock, LongConsumer wakeAt, long intervalMs) {
        this.clock = clock;
        this.wakeAt = wakeAt;
        this.intervalMs = intervalMs;
        if (intervalMs > 0) {
            lastMs = clock.getAsLong();
            twoFromMs = lastMs + 2 * intervalMs;
            wakeAt.accept(timerMs());
        }
    }

    /** Whether a record of this time, which has gone on its way, is one to emit watermarks after. */
    boolean isDueAfter(long timestamp) {
        return timestamp >= next && intervalMs > 0 && look(timestamp);
    }

    private boolean look(long timestamp) {
        if (recordsToLook > 0) {
            recordsToLook--;
            return false;
        }
        long now = clock.getAsLong();
        if (now < twoFromMs - intervalMs) {
            recordsBetweenLooks = Math.min(2 * recordsBetweenLooks + 1, RECORDS_BETWEEN_LOOKS_MAX);
            recordsToLook = recordsBetweenLooks;
            return false;
        }
        emits(now, true);
        long begin = timestamp - Math.floorMod(timestamp, intervalMs);
        next = begin > Long.MAX_VALUE - intervalMs ? Long.MAX_VALUE : begin + intervalMs;
        return true;
    }

    /** The operator's time has come; whether it is one to emit watermarks at. Asks to be called again. */
    boolean isDueAt(long now) {
        boolean due = now >= timerMs();
        if (due) {
            emits(now, false);
        }
        wakeAt.accept(timerMs());
        return due;
    }

    private long timerMs() {
        return lastMs + intervalMs + (byRecord ? 1 : 0);
    }

    private void emits(long now, boolean withRecord) {
        lastMs = now;
        twoFromMs = Math.max(now, twoFromMs) + intervalMs;
        byRecord = withRecord;
        recordsToLook = 0;
        recordsBetweenLooks = 0;
    }
}
