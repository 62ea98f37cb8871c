package io.millrace.dataflow.io;

/** Marks an input format that only one parallel instance can read. */
public interface NonParallelInput {}
