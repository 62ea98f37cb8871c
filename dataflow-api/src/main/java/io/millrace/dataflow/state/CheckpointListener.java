package io.millrace.dataflow.state;

/** Hears of the end of checkpoints; best effort, so a later notification stands for all earlier ones. */
public interface CheckpointListener {
    /** Checkpoint {@code checkpointId} and all before it are complete and durable. */
    void notifyCheckpointComplete(long checkpointId) throws Exception;

    /** Checkpoint {@code checkpointId} was given up. */
    default void notifyCheckpointAborted(long checkpointId) throws Exception {}
}
