package io.millrace.dataflow.eventtime;

import io.millrace.dataflow.util.clock.RelativeClock;
import java.time.Duration;

/** Another generator's watermarks; marks the output idle when there was no record for some time. */
public class WatermarksWithIdleness<T> implements WatermarkGenerator<T> {
    private final WatermarkGenerator<T> watermarks;
    private final RelativeClock clock;
    private final long idleTimeoutNanos;

    private long counter;
    private long lastCounter;
    private long inactiveSinceNanos;
    private boolean counting;
    private boolean idleNow;

    /** @throws IllegalArgumentException unless {@code idleTimeout} is more than 0 */
    public WatermarksWithIdleness(WatermarkGenerator<T> watermarks, Duration idleTimeout, RelativeClock clock) {
        if (idleTimeout.isZero() || idleTimeout.isNegative()) {
            throw new IllegalArgumentException("Idle timeout: expected=more than 0, actual=" + idleTimeout);
        }
        this.watermarks = watermarks;
        this.clock = clock;
        this.idleTimeoutNanos = nanosOrMax(idleTimeout);
    }

    @Override
    public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {
        watermarks.onEvent(event, eventTimestamp, output);
        counter++;
        if (idleNow) {
            output.markActive();
            idleNow = false;
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        if (idleSinceLongEnough()) {
            if (!idleNow) {
                output.markIdle();
                idleNow = true;
            }
        } else {
            watermarks.onPeriodicEmit(output);
        }
    }

    // The clock is read only here and not for each record; so the time counts from the first call without a new record.
    private boolean idleSinceLongEnough() {
        if (counter != lastCounter) {
            lastCounter = counter;
            counting = false;
            return false;
        }
        if (!counting) {
            inactiveSinceNanos = clock.relativeTimeNanos();
            counting = true;
            return false;
        }
        return clock.relativeTimeNanos() - inactiveSinceNanos > idleTimeoutNanos;
    }

    private static long nanosOrMax(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }
}
