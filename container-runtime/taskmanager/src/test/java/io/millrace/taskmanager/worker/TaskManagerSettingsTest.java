package io.millrace.taskmanager.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.KnownOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskManagerSettingsTest {
    @Test
    void readsWhatTheConfigurationSays() {
        TaskManagerSettings settings = TaskManagerSettings.of(
                3,
                Configuration.fromMap(Map.of(
                        "taskmanager.memory.managed.size", "64 mb",
                        "taskmanager.memory.segment-size", "4 kb",
                        "taskmanager.memory.blocking-exchange.max", "1 gb",
                        "taskmanager.exchange.channel-batches.max", "16",
                        "task.cancellation.interval", "2 s",
                        "task.cancellation.timeout", "1 min",
                        "io.tmp.dirs", "/tmp/one, /tmp/two")));

        assertThat(settings.slots()).isEqualTo(3);
        assertThat(settings.managedMemoryBytes()).isEqualTo(64 << 20);
        assertThat(settings.pageBytes()).isEqualTo(4096);
        assertThat(settings.blockingExchangeBytesMax()).isEqualTo(1 << 30);
        assertThat(settings.channelBatchesMax()).isEqualTo(16);
        assertThat(settings.cancellationIntervalMs()).isEqualTo(2_000);
        assertThat(settings.cancellationTimeoutMs()).isEqualTo(60_000);
        assertThat(settings.task().tempDirectories()).containsExactly(Path.of("/tmp/one"), Path.of("/tmp/two"));
    }

    @Test
    void hasDefaultsForAllOfIt() {
        assertThat(TaskManagerSettings.of(2, new Configuration())).isEqualTo(TaskManagerSettings.defaults(2));
    }

    @Test
    void itsOptionsAreKnown() {
        assertThat(KnownOptions.all().byKey())
                .containsKeys("task.cancellation.timeout", "io.tmp.dirs", "taskmanager.exchange.channel-batches.max");
    }

    @Test
    void refusesImpossibleValuesByTheNameOfTheirKey() {
        assertThatThrownBy(() -> TaskManagerSettings.defaults(0)).hasMessageContaining("taskmanager.numberOfTaskSlots");
        assertThatThrownBy(() -> TaskManagerSettings.of(
                        1, Configuration.fromMap(Map.of("taskmanager.memory.segment-size", "1000 b"))))
                .hasMessageContaining("taskmanager.memory.segment-size")
                .hasMessageContaining("a power of two");
        assertThatThrownBy(() -> TaskManagerSettings.of(
                        1, Configuration.fromMap(Map.of("taskmanager.exchange.channel-batches.max", "1"))))
                .hasMessageContaining("taskmanager.exchange.channel-batches.max");
    }
}
