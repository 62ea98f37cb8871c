package io.millrace.dataflow.metrics.groups;

import io.millrace.dataflow.metrics.Counter;
import io.millrace.dataflow.metrics.Gauge;

/** The metrics of a sink's committer. */
public interface SinkCommitterMetricGroup extends OperatorMetricGroup {
    Counter getNumCommittablesTotalCounter();

    Counter getNumCommittablesFailureCounter();

    Counter getNumCommittablesRetryCounter();

    Counter getNumCommittablesSuccessCounter();

    Counter getNumCommittablesAlreadyCommittedCounter();

    void setCurrentPendingCommittablesGauge(Gauge<Integer> currentPendingCommittablesGauge);
}
