package io.millrace.dataflow;

/** Which exchanges of a DataSet program are pipelined and which are written whole before they are read. */
public enum ExecutionMode {
    /** Pipelined, except where a plan could deadlock. */
    PIPELINED,
    /** Pipelined everywhere, even where a plan could deadlock. */
    PIPELINED_FORCED,
    /** Shuffles and broadcasts are written whole first; local exchanges are pipelined. */
    BATCH,
    /** All exchanges are written whole first. */
    BATCH_FORCED
}
