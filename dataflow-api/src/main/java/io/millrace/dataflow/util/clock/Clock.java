package io.millrace.dataflow.util.clock;

/** Tells the time of day, and how much time passes. */
public abstract class Clock implements RelativeClock {
    /** In milliseconds since the epoch; may jump. */
    public abstract long absoluteTimeMillis();
}
