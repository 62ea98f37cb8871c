package io.millrace.jobmanager.job;

import static io.millrace.dataflow.graph.JobGraph.Mode.BATCH;
import static io.millrace.dataflow.graph.JobGraph.Mode.STREAMING;
import static io.millrace.protocol.Failure.Owner.INTERNAL;
import static io.millrace.protocol.Failure.Owner.PLATFORM;
import static io.millrace.protocol.Failure.Owner.RESOURCES;
import static io.millrace.protocol.Failure.Owner.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.job.RestartDecider.History;
import io.millrace.jobmanager.job.RestartDecider.Verdict;
import io.millrace.protocol.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RestartDeciderTest {
    private static final RestartStrategy NONE = new RestartStrategy.None();
    private static final RestartStrategy TWICE = new RestartStrategy.FixedDelay(2, Duration.ofSeconds(7));
    private static final History FRESH = new History(0, 0);

    private static Stream<Arguments> restarts() {
        return Stream.of(
                arguments("a loss restarts at once", BATCH, NONE, FRESH, PLATFORM, 0, false),
                arguments("also the fourth in a row", BATCH, NONE, new History(0, 3), PLATFORM, 0, false),
                arguments(
                        "a loss does not count for the strategy", BATCH, TWICE, new History(2, 0), PLATFORM, 0, false),
                arguments("an exception restarts by the strategy", BATCH, TWICE, FRESH, USER, 7, true),
                arguments("also the second", BATCH, TWICE, new History(1, 4), USER, 7, true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("restarts")
    void runsAgain(
            String because,
            JobGraph.Mode mode,
            RestartStrategy strategy,
            History history,
            Failure.Owner owner,
            int delaySeconds,
            boolean counts) {
        assertThat(RestartDecider.decide(mode, strategy, history, failure(owner)))
                .isEqualTo(new Verdict.RunAgain(Duration.ofSeconds(delaySeconds), counts));
    }

    private static Stream<Arguments> ends() {
        return Stream.of(
                arguments(
                        "the fifth loss without progress",
                        BATCH,
                        NONE,
                        new History(0, 4),
                        PLATFORM,
                        "4 times in a row"),
                arguments("an exception without a strategy", BATCH, NONE, FRESH, USER, ""),
                arguments(
                        "one more than the strategy allows",
                        BATCH,
                        TWICE,
                        new History(2, 0),
                        USER,
                        "restarted 2 times"),
                arguments("memory is not mended by running again", BATCH, TWICE, FRESH, RESOURCES, ""),
                arguments("nor is a mistake of ours", BATCH, TWICE, FRESH, INTERNAL, ""),
                arguments("a stream that lost a TaskManager", STREAMING, NONE, FRESH, PLATFORM, "without checkpoints"),
                arguments("a stream with a strategy", STREAMING, TWICE, FRESH, USER, "without checkpoints"),
                arguments("a stream's own exception", STREAMING, NONE, FRESH, USER, ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void givesUp(
            String because,
            JobGraph.Mode mode,
            RestartStrategy strategy,
            History history,
            Failure.Owner owner,
            String explained) {
        Verdict verdict = RestartDecider.decide(mode, strategy, history, failure(owner));
        assertThat(verdict).isInstanceOfSatisfying(Verdict.GiveUp.class, end -> {
            assertThat(end.report().message()).startsWith("cause").contains(explained);
            assertThat(end.report().owner()).isEqualTo(owner);
            assertThat(end.report().stackTrace()).isEqualTo("trace");
            assertThat(end.report().operator()).contains("op");
            if (explained.isEmpty()) {
                assertThat(end.report()).isEqualTo(failure(owner));
            }
        });
    }

    private static Failure failure(Failure.Owner owner) {
        return new Failure(owner, Optional.of("op"), 3, "cause", "trace", Optional.of("record"));
    }
}
