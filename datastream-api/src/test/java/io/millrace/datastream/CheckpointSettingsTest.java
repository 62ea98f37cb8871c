package io.millrace.datastream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.config.CheckpointingOptions;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.ExternalizedCheckpointRetention;
import io.millrace.dataflow.execution.CheckpointingMode;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.restart.RestartStrategies;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckpointSettingsTest {
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);

    @Test
    void whatTheProgramSetsTravelsInTheJobGraphUnderFlinksKeys() {
        env.enableCheckpointing(2_000, CheckpointingMode.AT_LEAST_ONCE);
        CheckpointConfig config = env.getCheckpointConfig();
        config.setCheckpointTimeout(60_000);
        config.setMinPauseBetweenCheckpoints(500);
        config.setMaxConcurrentCheckpoints(2);
        config.setTolerableCheckpointFailureNumber(3);
        config.setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        config.setCheckpointStorage("file:///tmp/checkpoints");
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(5, 100));
        env.fromSequence(1, 3).print();

        JobGraph graph = env.getJobGraph();
        Configuration settings = Configuration.fromMap(graph.configuration());

        assertThat(settings.get(CheckpointingOptions.CHECKPOINTING_INTERVAL)).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.get(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE))
                .isEqualTo(CheckpointingMode.AT_LEAST_ONCE);
        assertThat(settings.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT)).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.get(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS))
                .isEqualTo(Duration.ofMillis(500));
        assertThat(settings.get(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS))
                .isEqualTo(2);
        assertThat(settings.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER)).isEqualTo(3);
        assertThat(settings.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION))
                .isEqualTo(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        assertThat(settings.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY)).isEqualTo("file:///tmp/checkpoints");
        assertThat(graph.configuration()).containsEntry("restart-strategy.fixed-delay.attempts", "5");
    }

    @Test
    void withoutAnIntervalThereAreNoCheckpoints() {
        assertThat(env.getCheckpointConfig().isCheckpointingEnabled()).isFalse();
        assertThat(env.getCheckpointInterval()).isEqualTo(-1);
        env.enableCheckpointing(1_000);
        assertThat(env.getCheckpointConfig().isCheckpointingEnabled()).isTrue();
        env.getCheckpointConfig().disableCheckpointing();
        assertThat(env.getCheckpointConfig().isCheckpointingEnabled()).isFalse();
    }

    @Test
    void theConfigurationIsTakenOverAndChecked() {
        Configuration settings = new Configuration();
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(7));
        settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 4);
        env.configure(settings);
        assertThat(env.getCheckpointInterval()).isEqualTo(7_000);
        assertThat(env.getCheckpointConfig().getTolerableCheckpointFailureNumber())
                .isEqualTo(4);

        assertThatThrownBy(() -> env.enableCheckpointing(9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10 ms");
        assertThatThrownBy(() -> env.getCheckpointConfig().setMaxConcurrentCheckpoints(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("execution.checkpointing.max-concurrent-checkpoints");
    }

    @Test
    void anOperatorCanBeGivenTheIdThatASnapshotKnowsItBy() {
        String id = "0123456789abcdef0123456789abcdef";
        env.fromSequence(1, 3).map(v -> v + 1).setUidHash(id).print();

        assertThat(env.getJobGraph().vertices().get(0).chain().get(1).id().hex())
                .isEqualTo(id);
        assertThatThrownBy(() -> env.fromSequence(1, 3).setUidHash("abc"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 hexadecimal digits");
    }

    @Test
    void twoOperatorsCannotHaveOneId() {
        String id = "0123456789abcdef0123456789abcdef";
        env.fromSequence(1, 3).map(v -> v + 1).name("first").setUidHash(id).print();
        env.fromSequence(1, 3).map(v -> v + 2).name("second").setUidHash(id).print();

        assertThatThrownBy(env::getJobGraph)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("first")
                .hasMessageContaining("second")
                .hasMessageContaining(id);
    }
}
