package io.millrace.datastream.source;

/** Whether a source comes to an end. */
public enum Boundedness {
    /** The records are a finite set; the source ends. */
    BOUNDED,
    /** The source may go on for ever. */
    CONTINUOUS_UNBOUNDED
}
