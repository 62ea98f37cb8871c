package io.millrace.dataflow.eventtime;

import io.millrace.dataflow.metrics.MetricGroup;
import io.millrace.dataflow.util.clock.RelativeClock;
import java.io.Serializable;

/** Makes a watermark generator for each parallel instance or split. */
@FunctionalInterface
public interface WatermarkGeneratorSupplier<T> extends Serializable {
    WatermarkGenerator<T> createWatermarkGenerator(Context context);

    /** What the engine offers to a generator. */
    interface Context {
        MetricGroup getMetricGroup();

        /** The clock by which an input is found idle; it stands still while the task is held back. */
        RelativeClock getInputActivityClock();
    }
}
