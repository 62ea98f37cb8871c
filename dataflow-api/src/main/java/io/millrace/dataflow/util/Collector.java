package io.millrace.dataflow.util;

/** Where a function puts its results. */
public interface Collector<T> {
    void collect(T record);

    /** Called by whoever made the collector, after the last record. */
    void close();
}
