package io.millrace.dataflow.execution;

/** How often a record counts in the state after a failure. */
public enum CheckpointingMode {
    EXACTLY_ONCE,
    AT_LEAST_ONCE
}
