package io.millrace.datastream;

/** The two times that timers count by. */
public enum TimeDomain {
    /** The time of the records, as the watermark tells it. */
    EVENT_TIME,
    /** The clock of the machine. */
    PROCESSING_TIME
}
