package io.millrace.simulation.job;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.dataflow.graph.OperatorNode;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.dataflow.util.SerializedValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the graphs of simulated jobs, an operator after the other. */
final class Graphs {
    private final JobGraphBuilder builder = new JobGraphBuilder();

    Handle source(String name, int parallelism, OperatorFactory factory, Optional<CoordinatorFactory> coordinator) {
        return builder.add(node(name, parallelism, factory, coordinator, List.of()));
    }

    Handle then(
            Handle before,
            String name,
            int parallelism,
            OperatorFactory factory,
            Optional<CoordinatorFactory> coordinator,
            TypeInformation<?> input,
            ExchangePattern pattern,
            ExchangeMode mode) {
        Handle handle = builder.add(node(name, parallelism, factory, coordinator, List.of(input)));
        connect(before, handle, input, pattern, mode);
        return handle;
    }

    /** An operator that is to be connected. */
    Handle add(String name, int parallelism, OperatorFactory factory, TypeInformation<?> input) {
        return builder.add(node(name, parallelism, factory, Optional.empty(), List.of(input)));
    }

    /** What is connected to the one input of an operator more than once is united. */
    void connect(Handle from, Handle to, TypeInformation<?> input, ExchangePattern pattern, ExchangeMode mode) {
        builder.connect(from, Optional.empty(), to, 0, pattern, mode, input);
    }

    private static OperatorNode node(
            String name,
            int parallelism,
            OperatorFactory factory,
            Optional<CoordinatorFactory> coordinator,
            List<TypeInformation<?>> inputs) {
        return new OperatorNode(
                name,
                Optional.empty(),
                factory,
                coordinator,
                parallelism,
                128,
                OperatorNode.DEFAULT_GROUP,
                OperatorNode.Chaining.ALWAYS,
                inputs);
    }

    byte[] build(String name, JobGraph.Mode mode) {
        return build(name, mode, Map.of());
    }

    byte[] build(String name, JobGraph.Mode mode, Map<String, String> configuration) {
        try {
            return InstantiationUtil.serializeObject(builder.build(name, mode, new ExecutionConfig(), configuration));
        } catch (IOException e) {
            throw new UncheckedIOException("the graph of " + name + " cannot be written", e);
        }
    }

    static ExchangePattern hash(KeySelector<?, ?> key) {
        try {
            return new ExchangePattern.Hash(new SerializedValue<>(key));
        } catch (IOException e) {
            throw new UncheckedIOException("a key selector cannot be written", e);
        }
    }
}
