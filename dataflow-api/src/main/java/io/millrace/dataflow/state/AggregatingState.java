package io.millrace.dataflow.state;

/** One accumulator per key, to which an aggregate function adds. */
public interface AggregatingState<IN, OUT> extends MergingState<IN, OUT> {}
