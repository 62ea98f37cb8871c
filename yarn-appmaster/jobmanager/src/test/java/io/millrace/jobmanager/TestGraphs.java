package io.millrace.jobmanager;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder;
import io.millrace.dataflow.graph.OperatorNode;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.InstantiationUtil;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Graphs of operators that never run: enough for a JobManager, which does not look inside. */
public final class TestGraphs {
    /** Never created: no task runs here. */
    public record NoOperator() implements OperatorFactory {
        @Override
        public Operator create() {
            throw new IllegalStateException("no task runs in these tests");
        }
    }

    private TestGraphs() {}

    public static JobGraph sources(
            JobGraph.Mode mode,
            Map<String, String> configuration,
            Optional<CoordinatorFactory> coordinator,
            int... parallelism) {
        JobGraphBuilder builder = new JobGraphBuilder();
        for (int i = 0; i < parallelism.length; i++) {
            builder.add(new OperatorNode(
                    "source " + i,
                    Optional.empty(),
                    new NoOperator(),
                    i == 0 ? coordinator : Optional.empty(),
                    parallelism[i],
                    128,
                    OperatorNode.DEFAULT_GROUP,
                    OperatorNode.Chaining.ALWAYS,
                    List.of()));
        }
        return builder.build("test job", mode, new ExecutionConfig(), configuration);
    }

    /**
     * A batch job.
     *
     * @param parallelism of every vertex
     * @param edges as {@code "0>1"} for a pipelined and {@code "0|1"} for a blocking edge; each with lower vertex first
     */
    public static JobGraph batch(
            int parallelism, Optional<CoordinatorFactory> coordinator, int vertices, String... edges) {
        JobGraphBuilder builder = new JobGraphBuilder();
        List<JobGraphBuilder.Handle> handles = new ArrayList<>();
        for (int vertex = 0; vertex < vertices; vertex++) {
            String self = String.valueOf(vertex);
            boolean isSource =
                    Arrays.stream(edges).noneMatch(edge -> edge.substring(2).equals(self));
            handles.add(builder.add(new OperatorNode(
                    "v" + vertex,
                    Optional.empty(),
                    new NoOperator(),
                    coordinator,
                    parallelism,
                    128,
                    OperatorNode.DEFAULT_GROUP,
                    OperatorNode.Chaining.NEVER,
                    isSource ? List.of() : List.of(Types.STRING))));
        }
        for (String edge : edges) {
            builder.connect(
                    handles.get(edge.charAt(0) - '0'),
                    Optional.empty(),
                    handles.get(edge.charAt(2) - '0'),
                    0,
                    new ExchangePattern.Rebalance(),
                    edge.charAt(1) == '|' ? ExchangeMode.BLOCKING : ExchangeMode.PIPELINED,
                    Types.STRING);
        }
        return builder.build("test job", JobGraph.Mode.BATCH, new ExecutionConfig(), Map.of());
    }

    public static byte[] bytes(JobGraph graph) {
        try {
            return InstantiationUtil.serializeObject(graph);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
