package io.millrace.taskmanager.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.millrace.dataflow.metrics.Counter;
import io.millrace.dataflow.metrics.Gauge;
import io.millrace.dataflow.metrics.MetricGroup;
import org.junit.jupiter.api.Test;

class OperatorMetricsTest {
    private final OperatorMetrics metrics = new OperatorMetrics("job", "task (1/2)", "map");

    @Test
    void tellsTheValuesOfWhatWasRegistered() {
        Counter seen = metrics.counter("seen");
        seen.inc(3);
        metrics.gauge("state", (Gauge<String>) () -> "open");
        metrics.addGroup("cache").counter("hits").inc();
        MetricGroup topic = metrics.addGroup("topic", "orders");
        topic.counter("lag").inc(7);
        assertThat(metrics.values())
                .containsExactly(
                        entry("cache.hits", "1"),
                        entry("seen", "3"),
                        entry("state", "open"),
                        entry("topic.orders.lag", "7"));
        assertThat(topic.getAllVariables()).containsExactly(entry("<topic>", "orders"));
        assertThat(topic.getMetricIdentifier("lag")).isEqualTo("job.task (1/2).map.topic.orders.lag");
    }

    @Test
    void keepsTheFirstOfAName() {
        metrics.counter("n").inc();
        metrics.counter("n").inc(10);
        assertThat(metrics.values()).containsExactly(entry("n", "1"));
    }

    @Test
    void saysWhatAGaugeThrew() {
        metrics.gauge("bad", (Gauge<Integer>) () -> {
            throw new IllegalStateException("no value yet");
        });
        assertThat(metrics.values()).containsExactly(entry("bad", "failed: IllegalStateException"));
    }

    @Test
    void takesNoMoreThanAHeartbeatCanCarry() {
        for (int i = 0; i < 1_000; i++) {
            metrics.counter("c" + i);
        }
        assertThat(metrics.values()).hasSize(100);
    }
}
