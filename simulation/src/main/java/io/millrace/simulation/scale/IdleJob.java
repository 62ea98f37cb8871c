package io.millrace.simulation.scale;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.dataflow.graph.OperatorNode;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.InstantiationUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A streaming job of five stages, all of one parallelism, each connected all to all with the next. Its tasks never run. */
final class IdleJob {
    static final int STAGES = 5;

    /** As many key groups as there can be. */
    private static final int MAX_PARALLELISM = 1 << 15;

    /** Makes nothing: only its size in the graph counts. */
    record Nothing() implements OperatorFactory {
        @Override
        public Operator create() {
            throw new IllegalStateException("no task runs where only the cost of control is measured");
        }
    }

    private IdleJob() {}

    /** The serialised graph. */
    static byte[] graph(int parallelism) {
        JobGraphBuilder builder = new JobGraphBuilder();
        Handle before = builder.add(node(0, parallelism, List.of()));
        for (int stage = 1; stage < STAGES; stage++) {
            Handle next = builder.add(node(stage, parallelism, List.of(Types.STRING)));
            builder.connect(
                    before,
                    Optional.empty(),
                    next,
                    0,
                    new ExchangePattern.Rebalance(),
                    ExchangeMode.PIPELINED,
                    Types.STRING);
            before = next;
        }
        try {
            return InstantiationUtil.serializeObject(builder.build(
                    "idle",
                    JobGraph.Mode.STREAMING,
                    new ExecutionConfig(),
                    Map.of("execution.checkpointing.dir", "memory:/checkpoints")));
        } catch (IOException e) {
            throw new UncheckedIOException("the graph cannot be written", e);
        }
    }

    private static OperatorNode node(int stage, int parallelism, List<TypeInformation<?>> inputs) {
        return new OperatorNode(
                "stage " + stage,
                Optional.empty(),
                new Nothing(),
                Optional.empty(),
                parallelism,
                Math.max(MAX_PARALLELISM, parallelism),
                OperatorNode.DEFAULT_GROUP,
                OperatorNode.Chaining.NEVER,
                inputs);
    }
}
