package io.millrace.dataflow.serialization;

import io.millrace.dataflow.metrics.MetricGroup;
import io.millrace.dataflow.types.ResultTypeQueryable;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.UserCodeClassLoader;
import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Turns the bytes of another system into records. */
public interface DeserializationSchema<T> extends Serializable, ResultTypeQueryable<T> {
    /** Called once per parallel instance, before the first message. */
    default void open(InitializationContext context) throws Exception {}

    /** The record, or null to skip the message. */
    @Nullable
    T deserialize(byte[] message) throws IOException;

    /** As {@link #deserialize(byte[])}, for messages that hold any number of records. */
    default void deserialize(byte[] message, Collector<T> out) throws IOException {
        T record = deserialize(message);
        if (record != null) {
            out.collect(record);
        }
    }

    /** True if the stream ends with this record, which is then not emitted. */
    boolean isEndOfStream(T nextElement);

    /** What the engine offers to a schema. */
    interface InitializationContext {
        MetricGroup getMetricGroup();

        /** Of the job's classes. */
        UserCodeClassLoader getUserCodeClassLoader();
    }
}
