package io.millrace.dataflow.time;

import io.millrace.dataflow.util.clock.Clock;
import io.millrace.dataflow.util.clock.SystemClock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A moment by which something must have happened. */
public final class Deadline {
    private final long endNanos;
    private final Clock clock;

    private Deadline(long endNanos, Clock clock) {
        this.endNanos = endNanos;
        this.clock = clock;
    }

    /** The moment {@code duration} from now on the machine's clock. */
    public static Deadline fromNow(Duration duration) {
        return fromNowWithClock(duration, SystemClock.getInstance());
    }

    /** The moment {@code duration} from now on {@code clock}. */
    public static Deadline fromNowWithClock(Duration duration, Clock clock) {
        return new Deadline(saturatedAdd(clock.relativeTimeNanos(), duration), clock);
    }

    public static Deadline now() {
        return fromNow(Duration.ZERO);
    }

    public Deadline plus(Duration duration) {
        return new Deadline(saturatedAdd(endNanos, duration), clock);
    }

    /** Negative when the deadline has passed. */
    public Duration timeLeft() {
        return Duration.ofNanos(endNanos - clock.relativeTimeNanos());
    }

    /** @throws TimeoutException if no time is left */
    public Duration timeLeftIfAny() throws TimeoutException {
        Duration left = timeLeft();
        if (left.isNegative() || left.isZero()) {
            throw new TimeoutException("The deadline passed " + left.negated() + " ago.");
        }
        return left;
    }

    public boolean hasTimeLeft() {
        return !isOverdue();
    }

    public boolean isOverdue() {
        return endNanos < clock.relativeTimeNanos();
    }

    private static long saturatedAdd(long nanos, Duration duration) {
        try {
            return Math.addExact(nanos, duration.toNanos());
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }
}
