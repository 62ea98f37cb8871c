package io.millrace.dataset.aggregation;

/** The built-in aggregations of tuple fields. */
public enum Aggregations {
    SUM,
    MIN,
    MAX
}
