package io.millrace.dataflow.state;

/** The checkpoint for which a user's function brings its state up to date. */
public interface FunctionSnapshotContext extends ManagedSnapshotContext {}
