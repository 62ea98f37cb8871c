package io.millrace.datastream.sink;

import io.millrace.dataflow.metrics.groups.SinkWriterMetricGroup;
import io.millrace.dataflow.operators.ProcessingTimeService;
import io.millrace.dataflow.util.UserCodeClassLoader;

/** What a writer may ask for when it is made. */
public interface WriterInitContext extends InitContext {
    UserCodeClassLoader getUserCodeClassLoader();

    ProcessingTimeService getProcessingTimeService();

    SinkWriterMetricGroup metricGroup();

    boolean isObjectReuseEnabled();
}
