package io.millrace.datastream.windowing.evictors;

import io.millrace.dataflow.metrics.MetricGroup;
import io.millrace.datastream.windowing.windows.Window;
import java.io.Serializable;

/** Takes elements out of a window before or after its function sees them. */
public interface Evictor<T, W extends Window> extends Serializable {
    /** @param size the number of elements; remove by the iterators of {@code elements} */
    void evictBefore(Iterable<TimestampedValue<T>> elements, int size, W window, EvictorContext evictorContext);

    void evictAfter(Iterable<TimestampedValue<T>> elements, int size, W window, EvictorContext evictorContext);

    /** What a call may ask for. */
    interface EvictorContext {
        /** Milliseconds since the epoch. */
        long getCurrentProcessingTime();

        MetricGroup getMetricGroup();

        /** Event time in milliseconds. */
        long getCurrentWatermark();
    }
}
