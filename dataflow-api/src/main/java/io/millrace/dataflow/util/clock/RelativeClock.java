package io.millrace.dataflow.util.clock;

/** A clock that tells how much time passes, not what time it is. */
public interface RelativeClock {
    /** In milliseconds since some fixed moment; never goes back. */
    long relativeTimeMillis();

    /** In nanoseconds since some fixed moment; never goes back. */
    long relativeTimeNanos();
}
