package io.millrace.datastream.sink;

import io.millrace.dataflow.operators.ProcessingTimeService;

/** What a writer may ask for when it is made. */
public interface WriterInitContext extends InitContext {
    UserCodeClassLoader getUserCodeClassLoader();

    ProcessingTimeService getProcessingTimeService();

    SinkWriterMetricGroup metricGroup();

    boolean isObjectReuseEnabled();
}
