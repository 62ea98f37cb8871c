package io.millrace.dataflow.metrics;

/** The kinds of metrics. */
public enum MetricType {
    COUNTER,
    METER,
    GAUGE,
    HISTOGRAM
}
