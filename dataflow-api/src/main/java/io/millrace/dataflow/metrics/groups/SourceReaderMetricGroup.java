package io.millrace.dataflow.metrics.groups;

import io.millrace.dataflow.metrics.Counter;
import io.millrace.dataflow.metrics.Gauge;

/** The metrics of a source reader. */
public interface SourceReaderMetricGroup extends OperatorMetricGroup {
    /** Records that could not be read. */
    Counter getNumRecordsInErrorsCounter();

    /** How many bytes are there to read, as far as the reader knows. */
    void setPendingBytesGauge(Gauge<Long> pendingBytesGauge);

    /** How many records are there to read, as far as the reader knows. */
    void setPendingRecordsGauge(Gauge<Long> pendingRecordsGauge);
}
