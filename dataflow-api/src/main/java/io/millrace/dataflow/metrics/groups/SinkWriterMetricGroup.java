package io.millrace.dataflow.metrics.groups;

import io.millrace.dataflow.metrics.Counter;
import io.millrace.dataflow.metrics.Gauge;

/** The metrics of a sink writer. */
public interface SinkWriterMetricGroup extends OperatorMetricGroup {
    /** Records that could not be sent. */
    Counter getNumRecordsSendErrorsCounter();

    Counter getNumRecordsSendCounter();

    Counter getNumBytesSendCounter();

    /** How long the last send took, in milliseconds. */
    void setCurrentSendTimeGauge(Gauge<Long> currentSendTimeGauge);
}
