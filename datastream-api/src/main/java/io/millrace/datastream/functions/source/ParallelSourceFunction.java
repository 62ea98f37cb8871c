package io.millrace.datastream.functions.source;

/** A {@link SourceFunction} of which several instances may run, each emitting its own part. */
public interface ParallelSourceFunction<OUT> extends SourceFunction<OUT> {}
