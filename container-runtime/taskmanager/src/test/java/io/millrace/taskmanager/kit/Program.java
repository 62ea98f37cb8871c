package io.millrace.taskmanager.kit;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.dataflow.graph.OperatorNode;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.SerializedValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Builds job graphs of these tests with few words. */
public final class Program {
    public static final int KEY_GROUPS = 32;

    private final JobGraphBuilder builder = new JobGraphBuilder();
    private final ExecutionConfig config = new ExecutionConfig();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private TypeInformation<?> type = TestTypes.immutable();

    /** The type of what is connected and of the inputs of operators from now on. */
    public Program type(TypeInformation<?> records) {
        type = records;
        return this;
    }

    /** A setting of the job. */
    public Program with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    public Program objectReuse() {
        config.enableObjectReuse();
        return this;
    }

    public Program unchained() {
        builder.disableChaining();
        return this;
    }

    public Handle source(String name, int parallelism, OperatorFactory factory) {
        return builder.add(node(name, parallelism, factory, 0));
    }

    /** An operator with one input, chained if it may be. */
    public Handle then(Handle before, String name, int parallelism, OperatorFactory factory) {
        return then(before, name, parallelism, factory, new ExchangePattern.Forward());
    }

    public Handle then(Handle before, String name, int parallelism, OperatorFactory factory, ExchangePattern pattern) {
        Handle added = builder.add(node(name, parallelism, factory, 1));
        connect(before, added, 0, pattern, ExchangeMode.PIPELINED);
        return added;
    }

    /** An operator whose inputs are still to be connected. */
    public Handle operator(String name, int parallelism, OperatorFactory factory, int inputs) {
        return builder.add(node(name, parallelism, factory, inputs));
    }

    public Program connect(Handle from, Handle to, int input, ExchangePattern pattern, ExchangeMode mode) {
        builder.connect(from, Optional.empty(), to, input, pattern, mode, type);
        return this;
    }

    public Program connectSide(Handle from, String tag, Handle to) {
        builder.connect(from, Optional.of(tag), to, 0, new ExchangePattern.Rebalance(), ExchangeMode.PIPELINED, type);
        return this;
    }

    private OperatorNode node(String name, int parallelism, OperatorFactory factory, int inputs) {
        return new OperatorNode(
                name,
                Optional.empty(),
                factory,
                Optional.empty(),
                parallelism,
                KEY_GROUPS,
                OperatorNode.DEFAULT_GROUP,
                OperatorNode.Chaining.ALWAYS,
                java.util.Collections.nCopies(inputs, type));
    }

    public JobGraph build() {
        return builder.build("test", JobGraph.Mode.STREAMING, config, settings);
    }

    public static ExchangePattern hash(KeySelector<?, ?> key) {
        try {
            return new ExchangePattern.Hash(new SerializedValue<>(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
