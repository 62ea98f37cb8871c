package io.millrace.dataflow.state;

/** The checkpoint for which a function's state is taken. */
public interface ManagedSnapshotContext {
    long getCheckpointId();

    /** When the checkpoint was triggered, in milliseconds since the epoch, by the clock of the JobManager. */
    long getCheckpointTimestamp();
}
