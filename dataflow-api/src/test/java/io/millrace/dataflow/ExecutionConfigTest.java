package io.millrace.dataflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.restart.RestartStrategies;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.dataflow.util.ParameterTool;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecutionConfigTest {
    @Test
    void startsWithTheDefaultsThatUsersKnow() {
        ExecutionConfig config = new ExecutionConfig();
        assertThat(config.getParallelism()).isEqualTo(ExecutionConfig.PARALLELISM_DEFAULT);
        assertThat(config.getMaxParallelism()).isEqualTo(-1);
        assertThat(config.isObjectReuseEnabled()).isFalse();
        assertThat(config.getAutoWatermarkInterval()).isEqualTo(200);
        assertThat(config.getExecutionMode()).isEqualTo(ExecutionMode.PIPELINED);
        assertThat(config.isClosureCleanerEnabled()).isTrue();
        assertThat(config.getSerializerConfig().hasGenericTypesDisabled()).isFalse();
    }

    @Test
    void travelsWithAllItsSettings() throws Exception {
        ExecutionConfig config = new ExecutionConfig();
        config.setParallelism(3).enableObjectReuse().setAutoWatermarkInterval(0);
        config.disableGenericTypes();
        config.setMaxParallelism(77);
        config.setExecutionMode(ExecutionMode.BATCH_FORCED);
        config.setRestartStrategy(RestartStrategies.fixedDelayRestart(4, Duration.ofSeconds(2)));
        config.setGlobalJobParameters(ParameterTool.fromMap(Map.of("k", "v")));
        ExecutionConfig copy = InstantiationUtil.clone(config);
        assertThat(copy).isEqualTo(config);
        assertThat(copy.getGlobalJobParameters().toMap()).containsEntry("k", "v");
        assertThat(copy.getRestartStrategy()).hasToString("Restart with fixed delay (PT2S). #4 restart attempts.");
        assertThat(copy.getSerializerConfig().hasGenericTypesDisabled()).isTrue();
    }

    @Test
    void takesOverOnlyWhatAConfigurationSets() {
        ExecutionConfig config = new ExecutionConfig();
        config.setParallelism(3);
        config.configure(
                Configuration.fromMap(Map.of(
                        "pipeline.object-reuse", "true",
                        "restart-strategy.type", "failure-rate",
                        "pipeline.global-job-parameters", "a:1")),
                getClass().getClassLoader());
        assertThat(config.getParallelism()).isEqualTo(3);
        assertThat(config.isObjectReuseEnabled()).isTrue();
        assertThat(config.getRestartStrategy())
                .isInstanceOf(RestartStrategies.FailureRateRestartStrategyConfiguration.class);
        assertThat(config.getGlobalJobParameters().toMap()).containsEntry("a", "1");
    }

    @Test
    void refusesImpossibleParallelisms() {
        ExecutionConfig config = new ExecutionConfig();
        assertThatThrownBy(() -> config.setParallelism(0)).hasMessageContaining("actual=0");
        assertThatThrownBy(() -> config.setMaxParallelism(32769)).hasMessageContaining("1 to 32768");
        assertThat(config.setParallelism(ExecutionConfig.PARALLELISM_UNKNOWN).getParallelism())
                .isEqualTo(-1);
    }

    @Test
    void jobStatesKnowWhetherTheyEnd() {
        assertThat(JobStatus.FINISHED.isGloballyTerminalState()).isTrue();
        assertThat(JobStatus.SUSPENDED.isTerminalState()).isTrue();
        assertThat(JobStatus.SUSPENDED.isGloballyTerminalState()).isFalse();
        assertThat(JobStatus.RESTARTING.isTerminalState()).isFalse();
    }
}
