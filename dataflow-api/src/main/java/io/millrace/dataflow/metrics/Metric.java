package io.millrace.dataflow.metrics;

/** Something that is measured. */
public interface Metric {
    /** Which of the four kinds it is. */
    default MetricType getMetricType() {
        throw new UnsupportedOperationException("Custom metric types are not supported.");
    }
}
