package io.millrace.jobmanager.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.IllegalConfigurationException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestartStrategyTest {
    private static RestartStrategy of(Map<String, String> configuration) {
        return RestartStrategy.of(Configuration.fromMap(configuration));
    }

    @Test
    void withoutAWordThereIsNone() {
        assertThat(of(Map.of())).isEqualTo(new RestartStrategy.None());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "off", "disable", "NONE"})
    void knowsTheNamesOfNone(String name) {
        assertThat(of(Map.of("restart-strategy.type", name))).isEqualTo(new RestartStrategy.None());
    }

    @Test
    void readsFixedDelayWithItsAttemptsAndDelay() {
        assertThat(of(Map.of(
                        "restart-strategy.type",
                        "fixed-delay",
                        "restart-strategy.fixed-delay.attempts",
                        "5",
                        "restart-strategy.fixed-delay.delay",
                        "200 ms")))
                .isEqualTo(new RestartStrategy.FixedDelay(5, Duration.ofMillis(200)));
    }

    @Test
    void namesTheKeyAndTheChoiceIfTheNameIsUnknown() {
        assertThatThrownBy(() -> of(Map.of("restart-strategy.type", "hope")))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("'hope'")
                .hasMessageContaining("restart-strategy.type")
                .hasMessageContaining("fixed-delay");
    }

    @Test
    void refusesZeroAttempts() {
        assertThatThrownBy(() -> of(
                        Map.of("restart-strategy.type", "fixed-delay", "restart-strategy.fixed-delay.attempts", "0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("attempts >= 1")
                .hasMessageContaining("0");
    }
}
