package io.millrace.dataflow.eventtime;

import io.millrace.dataflow.metrics.MetricGroup;
import java.io.Serializable;

/** Makes a timestamp assigner for each parallel instance or split. */
@FunctionalInterface
public interface TimestampAssignerSupplier<T> extends Serializable {
    TimestampAssigner<T> createTimestampAssigner(Context context);

    /** Always the given assigner. */
    static <T> TimestampAssignerSupplier<T> of(SerializableTimestampAssigner<T> assigner) {
        return context -> assigner;
    }

    /** What the engine offers to an assigner. */
    interface Context {
        MetricGroup getMetricGroup();
    }
}
