package io.millrace.dataflow.metrics.groups;

import io.millrace.dataflow.metrics.Counter;
import io.millrace.dataflow.metrics.Gauge;
import io.millrace.dataflow.metrics.Histogram;
import io.millrace.dataflow.metrics.Meter;
import io.millrace.dataflow.metrics.MetricGroup;
import java.util.Map;

/** Takes metrics and reports them nowhere; for tests and for code that runs outside a task. */
public class UnregisteredMetricsGroup implements MetricGroup {
    /** A group of this kind for an operator. */
    public static OperatorMetricGroup createOperatorMetricGroup() {
        return new UnregisteredOperatorMetricGroup();
    }

    @Override
    public <C extends Counter> C counter(String name, C counter) {
        return counter;
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        return gauge;
    }

    @Override
    public <H extends Histogram> H histogram(String name, H histogram) {
        return histogram;
    }

    @Override
    public <M extends Meter> M meter(String name, M meter) {
        return meter;
    }

    @Override
    public MetricGroup addGroup(String name) {
        return new UnregisteredMetricsGroup();
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
        return new UnregisteredMetricsGroup();
    }

    @Override
    public String[] getScopeComponents() {
        return new String[0];
    }

    @Override
    public Map<String, String> getAllVariables() {
        return Map.of();
    }

    private static final class UnregisteredOperatorMetricGroup extends UnregisteredMetricsGroup
            implements OperatorMetricGroup {}
}
