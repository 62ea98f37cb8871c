package io.millrace.dataflow.metrics;

/** Measures how often something happens. */
public interface Meter extends Metric {
    void markEvent();

    void markEvent(long n);

    /** Events per second. */
    double getRate();

    long getCount();

    @Override
    default MetricType getMetricType() {
        return MetricType.METER;
    }
}
