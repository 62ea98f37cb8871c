package io.millrace.dataset.io;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.io.OutputFormat;

/** Drops every record. */
public class DiscardingOutputFormat<T> implements OutputFormat<T> {
    private static final long serialVersionUID = 1L;

    @Override
    public void configure(Configuration parameters) {}

    @Override
    public void open(int taskNumber, int numTasks) {}

    @Override
    public void writeRecord(T record) {}

    @Override
    public void close() {}
}
