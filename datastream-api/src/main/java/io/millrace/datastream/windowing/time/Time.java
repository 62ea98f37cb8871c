package io.millrace.datastream.windowing.time;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A length of time; {@link java.time.Duration} is accepted wherever this is. */
@Deprecated
public final class Time implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long milliseconds;

    private Time(long milliseconds) {
        this.milliseconds = milliseconds;
    }

    public static Time of(long size, TimeUnit unit) {
        return new Time(unit.toMillis(size));
    }

    public static Time milliseconds(long milliseconds) {
        return new Time(milliseconds);
    }

    public static Time seconds(long seconds) {
        return of(seconds, TimeUnit.SECONDS);
    }

    public static Time minutes(long minutes) {
        return of(minutes, TimeUnit.MINUTES);
    }

    public static Time hours(long hours) {
        return of(hours, TimeUnit.HOURS);
    }

    public static Time days(long days) {
        return of(days, TimeUnit.DAYS);
    }

    public long toMilliseconds() {
        return milliseconds;
    }

    public Duration toDuration() {
        return Duration.ofMillis(milliseconds);
    }

    public TimeUnit getUnit() {
        return TimeUnit.MILLISECONDS;
    }

    public long getSize() {
        return milliseconds;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Time that && milliseconds == that.milliseconds;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(milliseconds);
    }

    @Override
    public String toString() {
        return milliseconds + " ms";
    }

    public static Time of(Duration duration) {
        return milliseconds(duration.toMillis());
    }

    public static Duration toDuration(Time time) {
        return time.toDuration();
    }
}
