package io.millrace.jobmanager.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.graph.Edge;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.TestGraphs;
import io.millrace.testing.seeds.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PipelinedRegionsTest {
    private static Stream<Arguments> shapes() {
        return Stream.of(
                arguments("one vertex", 1, List.of(), List.of(List.of(0))),
                arguments("a pipeline", 3, List.of("0>1", "1>2"), List.of(List.of(0, 1, 2))),
                arguments("two that do not meet", 2, List.of(), List.of(List.of(0), List.of(1))),
                arguments("a blocking edge", 2, List.of("0|1"), List.of(List.of(0), List.of(1))),
                arguments("two stages", 4, List.of("0>1", "1|2", "2>3"), List.of(List.of(0, 1), List.of(2, 3))),
                arguments(
                        "a region whose lowest vertex comes first in the graph but that waits for another",
                        4,
                        List.of("0>3", "1>2", "2|3"),
                        List.of(List.of(1, 2), List.of(0, 3))),
                arguments(
                        "a pipelined way around a blocking edge is cut",
                        3,
                        List.of("0>1", "1>2", "0|2"),
                        List.of(List.of(0, 1), List.of(2))),
                arguments(
                        "it is cut also where it leads through what comes after",
                        4,
                        List.of("0|2", "1>2", "2>3", "0>3"),
                        List.of(List.of(0), List.of(1), List.of(2, 3))),
                arguments(
                        "two regions that wait for each other are parted",
                        4,
                        List.of("0>3", "1>2", "0|2", "1|3"),
                        List.of(List.of(0), List.of(1), List.of(2), List.of(3))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void findsRegionsInAnOrderInWhichTheyCanRun(
            String because, int vertices, List<String> edges, List<List<Integer>> expected) {
        JobGraph graph = TestGraphs.batch(1, Optional.empty(), vertices, edges.toArray(String[]::new));
        assertThat(PipelinedRegions.of(graph).all())
                .extracting(Region::vertices)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @Seeds(300)
    void anyBatchGraphHasRegionsThatCanRunOneAfterAnother(long seed, int size) {
        Random random = new Random(seed);
        int vertices = 1 + random.nextInt(10);
        List<String> edges = new ArrayList<>();
        for (int target = 1; target < vertices; target++) {
            for (int source = 0; source < target; source++) {
                if (random.nextInt(3) == 0) {
                    edges.add(source + (random.nextInt(3) == 0 ? "|" : ">") + target);
                }
            }
        }
        JobGraph graph = TestGraphs.batch(1, Optional.empty(), vertices, edges.toArray(String[]::new));
        PipelinedRegions regions = PipelinedRegions.of(graph);
        assertThat(regions.all().stream()
                        .flatMap(region -> region.vertices().stream())
                        .sorted())
                .hasSize(vertices)
                .doesNotHaveDuplicates();
        for (Edge edge : graph.edges()) {
            int from = regions.of(edge.source()).index();
            int to = regions.of(edge.target()).index();
            if (edge.mode() == ExchangeMode.PIPELINED) {
                assertThat(from).isEqualTo(to);
            } else {
                assertThat(from).isLessThan(to);
                assertThat(regions.all().get(to).inputs()).contains(edge);
                assertThat(regions.all().get(from).outputs()).contains(edge);
            }
        }
    }

    @Test
    void aStreamIsOneRegion() {
        JobGraph streams = TestGraphs.sources(JobGraph.Mode.STREAMING, Map.of(), Optional.empty(), 1, 2);
        assertThat(PipelinedRegions.of(streams).all())
                .extracting(Region::vertices)
                .containsExactly(List.of(0, 1));
    }

    @Test
    void refusesABlockingEdgeWhoseEndsWouldWaitForEachOther() {
        JobGraph good = TestGraphs.batch(1, Optional.empty(), 2, "0>1", "0>1");
        Edge around = good.edges().get(1);
        Edge blocking = new Edge(1, 0, Optional.empty(), 1, 0, around.pattern(), ExchangeMode.BLOCKING, around.type());
        JobGraph bad = new JobGraph(
                good.name(),
                good.mode(),
                good.vertices(),
                List.of(good.edges().get(0), blocking),
                good.configuration(),
                good.executionConfig(),
                List.of(),
                List.of());
        assertThatThrownBy(() -> PipelinedRegions.of(bad))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("'v0' to 'v1'")
                .hasMessageContaining("blocking");
    }
}
