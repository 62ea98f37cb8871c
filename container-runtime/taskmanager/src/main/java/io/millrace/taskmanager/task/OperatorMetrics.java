package io.millrace.taskmanager.task;

import io.millrace.dataflow.metrics.Counter;
import io.millrace.dataflow.metrics.Gauge;
import io.millrace.dataflow.metrics.Histogram;
import io.millrace.dataflow.metrics.Meter;
import io.millrace.dataflow.metrics.Metric;
import io.millrace.dataflow.metrics.MetricGroup;
import io.millrace.dataflow.metrics.groups.OperatorMetricGroup;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The metrics that the functions of one operator registered, those of its groups among them. Thread-safe. */
final class OperatorMetrics implements OperatorMetricGroup {
    /** A program that registers a metric a record must not fill the heartbeats. */
    private static final int METRICS_MAX = 100;

    private final Map<String, Metric> all;
    private final Map<String, String> variables;
    private final String[] scope;
    private final int rootDepth;

    /** @param scope the names from the root to the operator */
    OperatorMetrics(String... scope) {
        this(new ConcurrentHashMap<>(), Map.of(), scope, scope.length);
    }

    private OperatorMetrics(Map<String, Metric> all, Map<String, String> variables, String[] scope, int rootDepth) {
        this.all = all;
        this.variables = variables;
        this.scope = scope;
        this.rootDepth = rootDepth;
    }

    private <M extends Metric> M add(String name, M metric) {
        if (all.size() < METRICS_MAX) {
            StringBuilder path = new StringBuilder();
            for (int i = rootDepth; i < scope.length; i++) {
                path.append(scope[i]).append('.');
            }
            all.putIfAbsent(path + name, metric);
        }
        return metric;
    }

    @Override
    public <C extends Counter> C counter(String name, C counter) {
        return add(name, counter);
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        return add(name, gauge);
    }

    @Override
    public <H extends Histogram> H histogram(String name, H histogram) {
        return add(name, histogram);
    }

    @Override
    public <M extends Meter> M meter(String name, M meter) {
        return add(name, meter);
    }

    @Override
    public MetricGroup addGroup(String name) {
        return new OperatorMetrics(all, variables, longer(scope, name), rootDepth);
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
        Map<String, String> more = new TreeMap<>(variables);
        more.put("<" + key + ">", value);
        return new OperatorMetrics(
                all, Collections.unmodifiableMap(more), longer(longer(scope, key), value), rootDepth);
    }

    private static String[] longer(String[] names, String name) {
        String[] more = java.util.Arrays.copyOf(names, names.length + 1);
        more[names.length] = name;
        return more;
    }

    @Override
    public String[] getScopeComponents() {
        return scope.clone();
    }

    @Override
    public Map<String, String> getAllVariables() {
        return variables;
    }

    /** All of them, printed; of a gauge that throws, what it threw. */
    Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        all.forEach((name, metric) -> {
            try {
                values.put(name, printed(metric));
            } catch (RuntimeException | LinkageError e) {
                values.put(name, "failed: " + e.getClass().getSimpleName());
            }
        });
        return values;
    }

    private static String printed(Metric metric) {
        if (metric instanceof Counter counter) {
            return Long.toString(counter.getCount());
        } else if (metric instanceof Meter meter) {
            return Double.toString(meter.getRate());
        } else if (metric instanceof Gauge<?> gauge) {
            return String.valueOf(gauge.getValue());
        } else if (metric instanceof Histogram histogram) {
            return "count=" + histogram.getCount();
        }
        return metric.getClass().getSimpleName();
    }
}
