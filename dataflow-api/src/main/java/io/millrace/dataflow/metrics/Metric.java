package io.millrace.dataflow.metrics;

/** Something that is measured. */
public interface Metric {}
