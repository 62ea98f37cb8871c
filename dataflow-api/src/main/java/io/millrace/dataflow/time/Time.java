package io.millrace.dataflow.time;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A length of time with its unit; {@link Duration} serves as well everywhere. */
public final class Time implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TimeUnit unit;
    private final long size;

    private Time(long size, TimeUnit unit) {
        this.size = size;
        this.unit = unit;
    }

    public TimeUnit getUnit() {
        return unit;
    }

    public long getSize() {
        return size;
    }

    public long toMilliseconds() {
        return unit.toMillis(size);
    }

    public Duration toDuration() {
        return Duration.of(size, unit.toChronoUnit());
    }

    public static Time of(long size, TimeUnit unit) {
        return new Time(size, unit);
    }

    public static Time milliseconds(long milliseconds) {
        return of(milliseconds, TimeUnit.MILLISECONDS);
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

    public static Time fromDuration(Duration duration) {
        return milliseconds(duration.toMillis());
    }

    /** Equal if both are the same number of milliseconds, whatever the units. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Time that && toMilliseconds() == that.toMilliseconds();
    }

    @Override
    public int hashCode() {
        return Long.hashCode(toMilliseconds());
    }

    @Override
    public String toString() {
        return toMilliseconds() + " ms";
    }

    public long toSeconds() {
        return unit.toSeconds(size);
    }

    public static Duration toDuration(Time time) {
        return time.toDuration();
    }
}
