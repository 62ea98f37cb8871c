package io.millrace.dataflow.state;

/** State of several windows that can become one. */
public interface MergingState<IN, OUT> extends AppendingState<IN, OUT> {}
