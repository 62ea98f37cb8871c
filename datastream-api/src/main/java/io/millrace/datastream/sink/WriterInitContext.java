package io.millrace.datastream.sink;

import io.millrace.dataflow.metrics.MetricGroup;
import io.millrace.dataflow.metrics.groups.SinkWriterMetricGroup;
import io.millrace.dataflow.operators.ProcessingTimeService;
import io.millrace.dataflow.serialization.SerializationSchema;
import io.millrace.dataflow.util.UserCodeClassLoader;

/** What a writer may ask for when it is made. */
public interface WriterInitContext extends InitContext {
    UserCodeClassLoader getUserCodeClassLoader();

    ProcessingTimeService getProcessingTimeService();

    SinkWriterMetricGroup metricGroup();

    boolean isObjectReuseEnabled();

    /** For the {@code open} of a schema by which the writer writes. */
    default SerializationSchema.InitializationContext asSerializationSchemaInitializationContext() {
        return new SerializationSchema.InitializationContext() {
            @Override
            public MetricGroup getMetricGroup() {
                return metricGroup();
            }

            @Override
            public UserCodeClassLoader getUserCodeClassLoader() {
                return WriterInitContext.this.getUserCodeClassLoader();
            }
        };
    }
}
