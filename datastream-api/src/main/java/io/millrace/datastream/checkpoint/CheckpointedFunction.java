package io.millrace.datastream.checkpoint;

import io.millrace.dataflow.state.FunctionInitializationContext;
import io.millrace.dataflow.state.FunctionSnapshotContext;

/**
 * A function that keeps state by itself and hands it over for each checkpoint. {@code initializeState} is called once for
 * each instance, before {@code open}; calls never overlap with those for records.
 */
public interface CheckpointedFunction {
    /** Brings the state that {@link #initializeState} asked for up to date. */
    void snapshotState(FunctionSnapshotContext context) throws Exception;

    /** Asks for state; after a failure, or from a savepoint, it holds what the snapshot had. */
    void initializeState(FunctionInitializationContext context) throws Exception;
}
