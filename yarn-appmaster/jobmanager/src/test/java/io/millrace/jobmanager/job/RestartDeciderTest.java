package io.millrace.jobmanager.job;

import static io.millrace.jobmanager.job.Recovery.CHECKPOINTS;
import static io.millrace.jobmanager.job.Recovery.NOTHING;
import static io.millrace.jobmanager.job.Recovery.RERUN;
import static io.millrace.protocol.Failure.Owner.INTERNAL;
import static io.millrace.protocol.Failure.Owner.PLATFORM;
import static io.millrace.protocol.Failure.Owner.RESOURCES;
import static io.millrace.protocol.Failure.Owner.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.jobmanager.job.RestartDecider.History;
import io.millrace.jobmanager.job.RestartDecider.Verdict;
import io.millrace.protocol.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RestartDeciderTest {
    private static final RestartStrategy NONE = new RestartStrategy.None();
    private static final RestartStrategy TWICE = new RestartStrategy.FixedDelay(2, Duration.ofSeconds(7));
    private static final History FRESH = new History(0, 0);

    private static Stream<Arguments> restarts() {
        return Stream.of(
                arguments("a loss restarts at once", RERUN, NONE, FRESH, PLATFORM, 0, false),
                arguments("also the fourth in a row", RERUN, NONE, new History(0, 3), PLATFORM, 0, false),
                arguments(
                        "a loss does not count for the strategy", RERUN, TWICE, new History(2, 0), PLATFORM, 0, false),
                arguments("an exception restarts by the strategy", RERUN, TWICE, FRESH, USER, 7, true),
                arguments("also the second", RERUN, TWICE, new History(1, 4), USER, 7, true),
                arguments("a stream with checkpoints after a loss", CHECKPOINTS, NONE, FRESH, PLATFORM, 0, false),
                arguments("and after its own exception", CHECKPOINTS, TWICE, FRESH, USER, 7, true),
                arguments("and after any other failure", CHECKPOINTS, TWICE, FRESH, INTERNAL, 7, true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("restarts")
    void runsAgain(
            String because,
            Recovery mode,
            RestartStrategy strategy,
            History history,
            Failure.Owner owner,
            int delaySeconds,
            boolean counts) {
        assertThat(decide(mode, strategy, history, owner)).isInstanceOfSatisfying(Verdict.RunAgain.class, again -> {
            assertThat(again.delay()).isEqualTo(Duration.ofSeconds(delaySeconds));
            assertThat(again.countsForStrategy()).isEqualTo(counts);
            assertThat(again.because())
                    .contains(
                            counts
                                    ? "restart " + (history.byStrategy() + 1) + " of 2"
                                    : (history.byLossInARow() + 1) + " of 4 in a row");
        });
    }

    private static Stream<Arguments> ends() {
        return Stream.of(
                arguments(
                        "the fifth loss without progress",
                        RERUN,
                        NONE,
                        new History(0, 4),
                        PLATFORM,
                        "4 times in a row"),
                arguments("an exception without a strategy", RERUN, NONE, FRESH, USER, ""),
                arguments(
                        "one more than the strategy allows",
                        RERUN,
                        TWICE,
                        new History(2, 0),
                        USER,
                        "restarted 2 times"),
                arguments("memory is not mended by running again", RERUN, TWICE, FRESH, RESOURCES, ""),
                arguments("nor is a mistake of ours", RERUN, TWICE, FRESH, INTERNAL, ""),
                arguments("a stream that lost a TaskManager", NOTHING, NONE, FRESH, PLATFORM, "without checkpoints"),
                arguments("a stream with a strategy", NOTHING, TWICE, FRESH, USER, "without checkpoints"),
                arguments("a stream's own exception", NOTHING, NONE, FRESH, USER, ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void givesUp(
            String because,
            Recovery mode,
            RestartStrategy strategy,
            History history,
            Failure.Owner owner,
            String explained) {
        Verdict verdict = decide(mode, strategy, history, owner);
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

    @ParameterizedTest
    @EnumSource(Recovery.class)
    void whatTheProgramCallsLastingIsNotTriedAgain(Recovery mode) {
        Failure lasting = new Failure(
                USER, Optional.of("op"), 3, "cause", "", Optional.empty(), Optional.empty(), Optional.empty(), false);

        Verdict verdict = RestartDecider.decide(mode, TWICE, Optional.of(Duration.ZERO), FRESH, lasting);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.GiveUp.class,
                        end -> assertThat(end.report().message()).contains("NonRecoverableError"));
    }

    private static Verdict decide(Recovery mode, RestartStrategy strategy, History history, Failure.Owner owner) {
        List<Instant> earlier = Collections.nCopies(history.byStrategy(), Instant.EPOCH);
        return RestartDecider.decide(
                mode,
                strategy,
                strategy.delay(earlier, Instant.EPOCH, new SplittableRandom(1)),
                history,
                failure(owner));
    }

    private static Failure failure(Failure.Owner owner) {
        return new Failure(owner, Optional.of("op"), 3, "cause", "trace", Optional.of("record"));
    }
}
