package io.millrace.datastream.sink;

/** What a committer may ask for when it is made. */
public interface CommitterInitContext extends InitContext {
    SinkCommitterMetricGroup metricGroup();
}
