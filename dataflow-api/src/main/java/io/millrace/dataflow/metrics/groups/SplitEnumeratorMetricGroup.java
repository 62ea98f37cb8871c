package io.millrace.dataflow.metrics.groups;

import io.millrace.dataflow.metrics.Gauge;

/** The metrics of a split enumerator. */
public interface SplitEnumeratorMetricGroup extends OperatorMetricGroup {
    /** How many splits no reader has yet. */
    <G extends Gauge<Long>> G setUnassignedSplitsGauge(G unassignedSplitsGauge);
}
