package io.millrace.datastream.runtime;

import io.millrace.dataflow.metrics.Counter;
import io.millrace.dataflow.metrics.Gauge;
import io.millrace.dataflow.metrics.Histogram;
import io.millrace.dataflow.metrics.Meter;
import io.millrace.dataflow.metrics.MetricGroup;
import io.millrace.dataflow.metrics.groups.OperatorMetricGroup;
import io.millrace.dataflow.metrics.groups.SinkCommitterMetricGroup;
import io.millrace.dataflow.metrics.groups.SinkWriterMetricGroup;
import io.millrace.dataflow.metrics.groups.SourceReaderMetricGroup;
import io.millrace.dataflow.metrics.groups.SplitEnumeratorMetricGroup;
import java.util.LinkedHashMap;
import java.util.Map;

/** The metric groups of sources and sinks, as names within an operator's group. */
public final class DelegatingMetrics
        implements SourceReaderMetricGroup,
                SplitEnumeratorMetricGroup,
                SinkWriterMetricGroup,
                SinkCommitterMetricGroup {
    private final OperatorMetricGroup group;
    private final Map<String, Counter> counters = new LinkedHashMap<>();

    public DelegatingMetrics(OperatorMetricGroup group) {
        this.group = group;
    }

    private Counter known(String name) {
        return counters.computeIfAbsent(name, group::counter);
    }

    @Override
    public <C extends Counter> C counter(String name, C counter) {
        return group.counter(name, counter);
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        return group.gauge(name, gauge);
    }

    @Override
    public <H extends Histogram> H histogram(String name, H histogram) {
        return group.histogram(name, histogram);
    }

    @Override
    public <M extends Meter> M meter(String name, M meter) {
        return group.meter(name, meter);
    }

    @Override
    public MetricGroup addGroup(String name) {
        return group.addGroup(name);
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
        return group.addGroup(key, value);
    }

    @Override
    public String[] getScopeComponents() {
        return group.getScopeComponents();
    }

    @Override
    public Map<String, String> getAllVariables() {
        return group.getAllVariables();
    }

    @Override
    public Counter getNumRecordsInErrorsCounter() {
        return known("numRecordsInErrors");
    }

    @Override
    public void setPendingBytesGauge(Gauge<Long> pendingBytesGauge) {
        group.gauge("pendingBytes", pendingBytesGauge);
    }

    @Override
    public void setPendingRecordsGauge(Gauge<Long> pendingRecordsGauge) {
        group.gauge("pendingRecords", pendingRecordsGauge);
    }

    @Override
    public <G extends Gauge<Long>> G setUnassignedSplitsGauge(G unassignedSplitsGauge) {
        return group.<Long, G>gauge("unassignedSplits", unassignedSplitsGauge);
    }

    @Override
    public Counter getNumRecordsSendErrorsCounter() {
        return known("numRecordsSendErrors");
    }

    @Override
    public Counter getNumRecordsSendCounter() {
        return known("numRecordsSend");
    }

    @Override
    public Counter getNumBytesSendCounter() {
        return known("numBytesSend");
    }

    @Override
    public void setCurrentSendTimeGauge(Gauge<Long> currentSendTimeGauge) {
        group.gauge("currentSendTime", currentSendTimeGauge);
    }

    @Override
    public Counter getNumCommittablesTotalCounter() {
        return known("totalCommittables");
    }

    @Override
    public Counter getNumCommittablesFailureCounter() {
        return known("failedCommittables");
    }

    @Override
    public Counter getNumCommittablesRetryCounter() {
        return known("retriedCommittables");
    }

    @Override
    public Counter getNumCommittablesSuccessCounter() {
        return known("successfulCommittables");
    }

    @Override
    public Counter getNumCommittablesAlreadyCommittedCounter() {
        return known("alreadyCommittedCommittables");
    }

    @Override
    public void setCurrentPendingCommittablesGauge(Gauge<Integer> currentPendingCommittablesGauge) {
        group.gauge("pendingCommittables", currentPendingCommittablesGauge);
    }
}
