package io.millrace.dataflow.serialization;

import io.millrace.dataflow.functions.RuntimeContext;
import io.millrace.dataflow.metrics.MetricGroup;
import io.millrace.dataflow.util.SimpleUserCodeClassLoader;
import io.millrace.dataflow.util.UserCodeClassLoader;
import java.util.function.UnaryOperator;

/** What a function that owns a schema hands to the schema's {@code open}. */
public final class RuntimeContextInitializationContextAdapters {
    /** Of a function's context; a schema that reads and one that writes are offered the same. */
    private record Adapter(MetricGroup metrics, ClassLoader classLoader)
            implements DeserializationSchema.InitializationContext, SerializationSchema.InitializationContext {
        static Adapter of(RuntimeContext context, UnaryOperator<MetricGroup> mapMetricGroup) {
            return new Adapter(mapMetricGroup.apply(context.getMetricGroup()), context.getUserCodeClassLoader());
        }

        @Override
        public MetricGroup getMetricGroup() {
            return metrics;
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return SimpleUserCodeClassLoader.create(classLoader);
        }
    }

    private RuntimeContextInitializationContextAdapters() {}

    public static DeserializationSchema.InitializationContext deserializationAdapter(RuntimeContext runtimeContext) {
        return deserializationAdapter(runtimeContext, UnaryOperator.identity());
    }

    /** @param mapMetricGroup gives the group for the schema's metrics, from the function's */
    public static DeserializationSchema.InitializationContext deserializationAdapter(
            RuntimeContext runtimeContext, UnaryOperator<MetricGroup> mapMetricGroup) {
        return Adapter.of(runtimeContext, mapMetricGroup);
    }

    public static SerializationSchema.InitializationContext serializationAdapter(RuntimeContext runtimeContext) {
        return serializationAdapter(runtimeContext, UnaryOperator.identity());
    }

    /** @param mapMetricGroup gives the group for the schema's metrics, from the function's */
    public static SerializationSchema.InitializationContext serializationAdapter(
            RuntimeContext runtimeContext, UnaryOperator<MetricGroup> mapMetricGroup) {
        return Adapter.of(runtimeContext, mapMetricGroup);
    }
}
