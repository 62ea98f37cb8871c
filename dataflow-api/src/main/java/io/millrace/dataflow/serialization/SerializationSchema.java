package io.millrace.dataflow.serialization;

import io.millrace.dataflow.metrics.MetricGroup;
import io.millrace.dataflow.util.UserCodeClassLoader;
import java.io.Serializable;

/** Turns records into bytes for another system. */
public interface SerializationSchema<T> extends Serializable {
    /** Called once per parallel instance, before the first record. */
    default void open(InitializationContext context) throws Exception {}

    byte[] serialize(T element);

    /** What the engine offers to a schema. */
    interface InitializationContext {
        MetricGroup getMetricGroup();

        /** Of the job's classes. */
        UserCodeClassLoader getUserCodeClassLoader();
    }
}
