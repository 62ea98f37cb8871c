package io.millrace.dataflow.io;

/** Whether a reader has more records. */
public enum InputStatus {
    /** There is more, now. */
    MORE_AVAILABLE,
    /** There may be more, later. */
    NOTHING_AVAILABLE,
    /** That was all. */
    END_OF_INPUT
}
