package io.millrace.jobmanager.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.dataflow.config.ExternalizedCheckpointRetention;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointDeciderTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_000);
    private static final Optional<Instant> NEVER = Optional.empty();
    private static final CheckpointSettings SETTINGS = new CheckpointSettings(
            Optional.of(Duration.ofSeconds(10)),
            Duration.ofSeconds(4),
            Duration.ofSeconds(60),
            2,
            0,
            1,
            ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS,
            Optional.empty());

    private static Optional<Instant> ago(int seconds) {
        return Optional.of(NOW.minusSeconds(seconds));
    }

    private static Stream<Arguments> table() {
        return Stream.of(
                arguments("none while tasks do not run", false, 99, 0, true, NEVER, NEVER, -1),
                arguments("none while as many as allowed are under way", true, 99, 2, true, NEVER, NEVER, -1),
                arguments("the first after an interval", true, 3, 0, false, NEVER, NEVER, 7),
                arguments("at once when it is overdue", true, 30, 0, false, NEVER, NEVER, 0),
                arguments("the next an interval after the last began", true, 99, 1, false, ago(6), NEVER, 4),
                arguments("not before the pause is over", true, 99, 0, false, ago(20), ago(1), 3),
                arguments("the later of both", true, 99, 0, false, ago(2), ago(1), 8),
                arguments("what is wanted begins at once", true, 1, 1, true, ago(1), ago(1), 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void decides(
            String because,
            boolean tasksRun,
            int runningSeconds,
            int pending,
            boolean wanted,
            Optional<Instant> began,
            Optional<Instant> ended,
            int expectedSeconds) {
        CheckpointDecider.Facts facts =
                new CheckpointDecider.Facts(tasksRun, NOW.minusSeconds(runningSeconds), pending, wanted, began, ended);
        assertThat(CheckpointDecider.decide(SETTINGS, facts, NOW))
                .isEqualTo(expectedSeconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(expectedSeconds)));
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "false, -1"})
    void withoutAnIntervalThereAreOnlyThoseThatAreWanted(boolean wanted, int expectedSeconds) {
        CheckpointSettings onDemand = new CheckpointSettings(
                Optional.empty(),
                SETTINGS.minPause(),
                SETTINGS.timeout(),
                1,
                0,
                1,
                SETTINGS.retention(),
                Optional.of("file:/tmp/checkpoints"));
        CheckpointDecider.Facts facts =
                new CheckpointDecider.Facts(true, NOW.minusSeconds(99), 0, wanted, ago(50), ago(40));

        assertThat(CheckpointDecider.decide(onDemand, facts, NOW))
                .isEqualTo(expectedSeconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(expectedSeconds)));
    }
}
