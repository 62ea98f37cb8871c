package io.millrace.dataflow.metrics;

/** Gives a value when asked; it may be asked by any thread. */
@FunctionalInterface
public interface Gauge<T> extends Metric {
    T getValue();

    @Override
    default MetricType getMetricType() {
        return MetricType.GAUGE;
    }
}
