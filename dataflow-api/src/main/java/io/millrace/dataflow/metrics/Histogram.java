package io.millrace.dataflow.metrics;

/** Measures how values are distributed. */
public interface Histogram extends Metric {
    void update(long value);

    /** The number of values so far. */
    long getCount();

    /** How the values are distributed as of now. */
    HistogramStatistics getStatistics();

    @Override
    default MetricType getMetricType() {
        return MetricType.HISTOGRAM;
    }
}
