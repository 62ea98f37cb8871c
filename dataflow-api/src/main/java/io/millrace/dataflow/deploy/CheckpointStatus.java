package io.millrace.dataflow.deploy;

/** How a checkpoint stands. */
public enum CheckpointStatus {
    /** Not yet complete; also one that waits to begin. */
    IN_PROGRESS,
    /** It is complete and durable. */
    COMPLETED,
    /** It was given up, or never began. */
    FAILED
}
