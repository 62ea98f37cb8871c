package io.millrace.datastream.sink;

import io.millrace.dataflow.metrics.groups.SinkCommitterMetricGroup;

/** What a committer may ask for when it is made. */
public interface CommitterInitContext extends InitContext {
    SinkCommitterMetricGroup metricGroup();
}
