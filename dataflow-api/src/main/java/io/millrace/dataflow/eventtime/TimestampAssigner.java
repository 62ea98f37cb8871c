package io.millrace.dataflow.eventtime;

/** Gives each record its event time. Called by the task's thread only. */
@FunctionalInterface
public interface TimestampAssigner<T> {
    /** The timestamp of records that have none. */
    long NO_TIMESTAMP = Long.MIN_VALUE;

    /**
     * The record's timestamp in milliseconds since the epoch. {@code recordTimestamp} is the one that it has already, or
     * {@link #NO_TIMESTAMP}.
     */
    long extractTimestamp(T element, long recordTimestamp);
}
