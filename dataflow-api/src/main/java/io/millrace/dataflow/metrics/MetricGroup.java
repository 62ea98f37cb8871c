package io.millrace.dataflow.metrics;

import java.util.Map;

/** A named place to register metrics in, such as that of an operator. Thread-safe. */
public interface MetricGroup {
    /** Registers a new counter; if the name is taken, the counter counts but is not reported. */
    default Counter counter(String name) {
        return counter(name, new SimpleCounter());
    }

    default Counter counter(int name) {
        return counter(String.valueOf(name));
    }

    <C extends Counter> C counter(String name, C counter);

    default <C extends Counter> C counter(int name, C counter) {
        return counter(String.valueOf(name), counter);
    }

    <T, G extends Gauge<T>> G gauge(String name, G gauge);

    default <T, G extends Gauge<T>> G gauge(int name, G gauge) {
        return gauge(String.valueOf(name), gauge);
    }

    <H extends Histogram> H histogram(String name, H histogram);

    default <H extends Histogram> H histogram(int name, H histogram) {
        return histogram(String.valueOf(name), histogram);
    }

    <M extends Meter> M meter(String name, M meter);

    default <M extends Meter> M meter(int name, M meter) {
        return meter(String.valueOf(name), meter);
    }

    /** The group of that name within this one; made if there is none. */
    MetricGroup addGroup(String name);

    default MetricGroup addGroup(int name) {
        return addGroup(String.valueOf(name));
    }

    /** The group {@code key.value} within this one; {@code key} becomes a label of its metrics. */
    MetricGroup addGroup(String key, String value);

    /** The names from the root to this group. */
    String[] getScopeComponents();

    /** The labels of this group's metrics. */
    Map<String, String> getAllVariables();

    default String getMetricIdentifier(String metricName) {
        return getMetricIdentifier(metricName, CharacterFilter.NO_OP_FILTER);
    }

    /** The name with its scope, joined by dots. */
    default String getMetricIdentifier(String metricName, CharacterFilter filter) {
        StringBuilder identifier = new StringBuilder();
        for (String component : getScopeComponents()) {
            identifier.append(filter.filterCharacters(component)).append('.');
        }
        return identifier.append(filter.filterCharacters(metricName)).toString();
    }
}
