package io.millrace.dataflow.state;

/** One value per key, to which a reduce function adds. */
public interface ReducingState<T> extends MergingState<T, T> {}
