package io.millrace.jobmanager;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder;
import io.millrace.dataflow.graph.OperatorNode;
import io.millrace.dataflow.util.InstantiationUtil;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Graphs of sources that nobody reads: enough for a JobManager, which does not look inside. */
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

    public static byte[] bytes(JobGraph graph) {
        try {
            return InstantiationUtil.serializeObject(graph);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
