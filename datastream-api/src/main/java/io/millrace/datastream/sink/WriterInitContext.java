package io.millrace.datastream.sink;

/** What a writer may ask for when it is made. */
public interface WriterInitContext extends InitContext {
    UserCodeClassLoader getUserCodeClassLoader();

    ProcessingTimeService getProcessingTimeService();

    SinkWriterMetricGroup metricGroup();

    boolean isObjectReuseEnabled();
}
