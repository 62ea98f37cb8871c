package io.millrace.jobmanager.region;

import static io.millrace.jobmanager.region.RegionState.FINISHED;
import static io.millrace.jobmanager.region.RegionState.RUNNING;
import static io.millrace.jobmanager.region.RegionState.STOPPED;
import static io.millrace.jobmanager.region.RegionState.STOPPING;
import static io.millrace.jobmanager.region.RegionState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.jobmanager.TestGraphs;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegionsToRestartTest {
    private static final String[] CHAIN = {"0|1", "1|2"};
    private static final String[] DIAMOND = {"0|1", "0|2", "1|3", "2|3"};
    private static final Set<Integer> NONE = Set.of();

    private static Stream<Arguments> inAChain() {
        return Stream.of(
                arguments("nothing is broken", List.of(FINISHED, RUNNING, WAITING), NONE, NONE, NONE, NONE),
                arguments("a broken region", List.of(FINISHED, RUNNING, WAITING), Set.of(1), NONE, NONE, Set.of(1)),
                arguments("the first one", List.of(RUNNING, WAITING, WAITING), Set.of(0), NONE, NONE, Set.of(0)),
                arguments(
                        "a broken region whose input is gone",
                        List.of(FINISHED, RUNNING, WAITING),
                        Set.of(1),
                        Set.of(0),
                        NONE,
                        Set.of(0, 1)),
                arguments(
                        "a reader whose input is gone may have read half of it",
                        List.of(FINISHED, RUNNING, WAITING),
                        NONE,
                        Set.of(0),
                        NONE,
                        Set.of(0, 1)),
                arguments(
                        "one that has read all does not care",
                        List.of(FINISHED, RUNNING, WAITING),
                        NONE,
                        Set.of(0),
                        Set.of(0),
                        NONE),
                arguments(
                        "unless it breaks later",
                        List.of(FINISHED, RUNNING, WAITING),
                        Set.of(1),
                        Set.of(0),
                        Set.of(0),
                        Set.of(0, 1)),
                arguments(
                        "what nobody reads any more may go",
                        List.of(FINISHED, FINISHED, RUNNING),
                        NONE,
                        Set.of(0),
                        NONE,
                        NONE),
                arguments(
                        "the producer's own input is there",
                        List.of(FINISHED, FINISHED, RUNNING),
                        Set.of(2),
                        Set.of(1),
                        NONE,
                        Set.of(1, 2)),
                arguments(
                        "the producer's own input is gone too",
                        List.of(FINISHED, FINISHED, RUNNING),
                        Set.of(2),
                        Set.of(0, 1),
                        NONE,
                        Set.of(0, 1, 2)),
                arguments(
                        "what has yet to begin needs its input",
                        List.of(FINISHED, WAITING, WAITING),
                        NONE,
                        Set.of(0),
                        NONE,
                        Set.of(0)),
                arguments(
                        "what is to begin again needs its input",
                        List.of(FINISHED, STOPPED, WAITING),
                        NONE,
                        Set.of(0),
                        NONE,
                        Set.of(0)),
                arguments(
                        "a running producer that has lost the result of a finished task",
                        List.of(RUNNING, WAITING, WAITING),
                        NONE,
                        Set.of(0),
                        NONE,
                        Set.of(0)),
                arguments(
                        "what is being stopped is not stopped again",
                        List.of(STOPPING, STOPPING, WAITING),
                        Set.of(0, 1),
                        Set.of(0),
                        NONE,
                        NONE),
                arguments("all is done", List.of(FINISHED, FINISHED, FINISHED), NONE, Set.of(0, 1), NONE, NONE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inAChain")
    void restartsTheFewestOfAChain(
            String because,
            List<RegionState> states,
            Set<Integer> broken,
            Set<Integer> gone,
            Set<Integer> readOut,
            Set<Integer> expected) {
        assertThat(decide(3, CHAIN, states, broken, gone, readOut)).isEqualTo(expected);
    }

    private static Stream<Arguments> inADiamond() {
        return Stream.of(
                arguments(
                        "a twin that reads the same result goes on",
                        List.of(FINISHED, RUNNING, RUNNING, WAITING),
                        Set.of(1),
                        NONE,
                        NONE,
                        Set.of(1)),
                arguments(
                        "a twin that reads a result which is made again reads it again",
                        List.of(FINISHED, RUNNING, RUNNING, WAITING),
                        Set.of(1),
                        Set.of(0),
                        NONE,
                        Set.of(0, 1, 2)),
                arguments(
                        "a twin that has finished keeps its result",
                        List.of(FINISHED, RUNNING, FINISHED, WAITING),
                        Set.of(1),
                        Set.of(0, 1),
                        NONE,
                        Set.of(0, 1)),
                arguments(
                        "a twin whose result is gone makes it again, and what it needs",
                        List.of(FINISHED, FINISHED, FINISHED, RUNNING),
                        NONE,
                        Set.of(1, 3),
                        NONE,
                        Set.of(0, 2, 3)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inADiamond")
    void restartsTheFewestOfADiamond(
            String because,
            List<RegionState> states,
            Set<Integer> broken,
            Set<Integer> gone,
            Set<Integer> readOut,
            Set<Integer> expected) {
        assertThat(decide(4, DIAMOND, states, broken, gone, readOut)).isEqualTo(expected);
    }

    private static Set<Integer> decide(
            int vertices,
            String[] edges,
            List<RegionState> states,
            Set<Integer> broken,
            Set<Integer> gone,
            Set<Integer> readOut) {
        PipelinedRegions regions = PipelinedRegions.of(TestGraphs.batch(1, Optional.empty(), vertices, edges));
        return RegionsToRestart.decide(regions, new RegionFacts(states, broken, gone, readOut));
    }

    private static Stream<Arguments> needs() {
        return Stream.of(
                arguments("nothing has run", CHAIN, List.of(WAITING, WAITING, WAITING), Set.of(0, 1)),
                arguments("the reader runs", CHAIN, List.of(FINISHED, RUNNING, WAITING), Set.of(0, 1)),
                arguments(
                        "the reader has finished, but its result may be lost",
                        CHAIN,
                        List.of(FINISHED, FINISHED, RUNNING),
                        Set.of(0, 1)),
                arguments("all have finished", CHAIN, List.of(FINISHED, FINISHED, FINISHED), NONE),
                arguments(
                        "a sink has finished, its twin has not",
                        new String[] {"0|1", "0|2"},
                        List.of(FINISHED, FINISHED, RUNNING),
                        Set.of(1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("needs")
    void partitionsAreNeededWhileSomebodyMayRead(
            String because, String[] edges, List<RegionState> states, Set<Integer> expected) {
        PipelinedRegions regions = PipelinedRegions.of(TestGraphs.batch(1, Optional.empty(), states.size(), edges));
        assertThat(PartitionsNeeded.decide(regions, states)).isEqualTo(expected);
    }
}
