package io.millrace.dataflow.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.util.InstantiationUtil;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GraphFingerprintTest {
    /** Holds what a user's function may hold. */
    private record Holding(String held) implements OperatorFactory {
        @Override
        public Operator create() {
            throw new IllegalStateException("no task runs in these tests");
        }
    }

    private static JobGraph graph(
            String job, String held, Map<String, String> settings, int parallelism, String... names) {
        JobGraphBuilder builder = new JobGraphBuilder();
        for (String name : names) {
            builder.add(new OperatorNode(
                    name,
                    Optional.empty(),
                    new Holding(held),
                    Optional.empty(),
                    parallelism,
                    128,
                    OperatorNode.DEFAULT_GROUP,
                    OperatorNode.Chaining.ALWAYS,
                    List.of()));
        }
        return builder.build(job, JobGraph.Mode.BATCH, new ExecutionConfig(), settings);
    }

    private static String of(String job, int parallelism, String... names) {
        return GraphFingerprint.of(graph(job, "a", Map.of(), parallelism, names));
    }

    @Test
    void theSameProgramHasTheSameOneWhateverItsFunctionsHoldAndItsSettingsAre() {
        assertThat(GraphFingerprint.of(graph("job", "other", Map.of("key", "value"), 2, "x", "y")))
                .isEqualTo(of("job", 2, "x", "y"))
                .matches("[0-9a-f]{64}");
    }

    @Test
    void itIsTheSameAfterAWayThroughBytes() throws Exception {
        JobGraph graph = graph("job", "a", Map.of(), 2, "x", "y");
        JobGraph read = InstantiationUtil.deserializeObject(
                InstantiationUtil.serializeObject(graph), GraphFingerprintTest.class.getClassLoader());
        assertThat(GraphFingerprint.of(read)).isEqualTo(GraphFingerprint.of(graph));
    }

    @Test
    void anotherJobHasAnother() {
        assertThat(List.of(
                        of("job", 2, "x", "y"),
                        of("other", 2, "x", "y"),
                        of("job", 3, "x", "y"),
                        of("job", 2, "x"),
                        of("job", 2, "y", "x"),
                        of("job", 2, "xy", "")))
                .doesNotHaveDuplicates();
    }
}
