package io.millrace.dataflow.metrics.groups;

import io.millrace.dataflow.metrics.MetricGroup;

/** The metrics of one parallel instance of an operator. */
public interface OperatorMetricGroup extends MetricGroup {}
