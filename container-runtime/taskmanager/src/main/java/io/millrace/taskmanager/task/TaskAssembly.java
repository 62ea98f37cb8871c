package io.millrace.taskmanager.task;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.contract.LoopingSource;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.SourceOperator;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.graph.ChainedOperator;
import io.millrace.dataflow.graph.Edge;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.util.SerializedValue;
import io.millrace.taskmanager.exchange.EdgeWriter;
import io.millrace.taskmanager.exchange.TaskChannels;
import io.millrace.taskmanager.exchange.TaskOutputs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the operators of a task and links them: reads factories and types in the job's class loader. */
final class TaskAssembly {
    private final TaskPlan plan;
    private final Chain chain;
    private final TaskOutputs outputs;
    private final TaskChannels channels;
    private final ExecutionConfig config;

    TaskAssembly(TaskPlan plan, Chain chain, TaskOutputs outputs, TaskChannels channels, ExecutionConfig config) {
        this.plan = plan;
        this.chain = chain;
        this.outputs = outputs;
        this.channels = channels;
        this.config = config;
    }

    /** Makes the stages and links their outputs. */
    void build() throws IOException, ClassNotFoundException {
        Vertex vertex = plan.vertex();
        List<Stage> stages = new ArrayList<>();
        for (ChainedOperator chained : vertex.chain()) {
            stages.add(new Stage(stages.size(), chained.name(), create(chained, stages.size()), chain));
        }
        chain.stages(stages);
        for (int i = 0; i < stages.size() - 1; i++) {
            stages.get(i).output(chainedOutput(vertex.chain().get(i + 1), stages.get(i + 1)));
        }
        stages.get(stages.size() - 1).output(exchangeOutput(stages.size() - 1));
        if (stages.get(0).operator() instanceof LoopingSource) {
            stages.get(0).output(new LoopingOutput(stages.get(0).output(), chain));
        }
    }

    private Operator create(ChainedOperator chained, int index) {
        try {
            return chained.factory().deserializeValue(plan.userClassLoader()).create();
        } catch (Throwable t) {
            throw chain.failed(index, null, t);
        }
    }

    @SuppressWarnings("unchecked")
    private ChainedOutput chainedOutput(ChainedOperator next, Stage target) {
        if (!(target.operator() instanceof OneInputOperator<?, ?> operator)) {
            throw new IllegalStateException(
                    "operator '" + target.name() + "' stands inside a chain: expected=one input, actual="
                            + target.operator().getClass().getName());
        }
        TypeSerializer<Object> serializer = serializer(next.inputTypes().get(0), target.index());
        boolean shared = config.isObjectReuseEnabled() || serializer.isImmutableType();
        return new ChainedOutput((OneInputOperator<Object, ?>) operator, shared ? null : serializer, target, chain);
    }

    private ExchangeOutput exchangeOutput(int last) throws IOException, ClassNotFoundException {
        List<EdgeWriter> main = new ArrayList<>();
        Map<String, List<EdgeWriter>> sides = new LinkedHashMap<>();
        for (Edge edge : plan.graph().outputsOf(plan.attempt().vertex())) {
            EdgeWriter writer = channels.writer(edge, serializer(edge.type(), last), outputs);
            List<EdgeWriter> group = edge.sideOutput().isEmpty()
                    ? main
                    : sides.computeIfAbsent(edge.sideOutput().get(), tag -> new ArrayList<>());
            group.add(writer);
        }
        Map<String, EdgeWriter[]> byTag = new LinkedHashMap<>();
        sides.forEach((tag, writers) -> byTag.put(tag, writers.toArray(new EdgeWriter[0])));
        return new ExchangeOutput(main.toArray(new EdgeWriter[0]), byTag, outputs, chain, last);
    }

    /** What drives the chain. After {@link #build}. */
    @SuppressWarnings("unchecked")
    Head head(Task task, TaskHost host) throws IOException, ClassNotFoundException {
        Operator operator = chain.head().operator();
        if (operator instanceof SourceOperator<?> source) {
            return new SourceHead((SourceOperator<Object>) source, chain);
        }
        if (operator instanceof LoopingSource<?> source) {
            return new LoopingHead((LoopingSource<Object>) source, chain, task, host);
        }
        if (operator instanceof OneInputOperator<?, ?> one) {
            return new OneInputHead(
                    (OneInputOperator<Object, ?>) one, channels.gate(0, task, this::edgeSerializer), chain);
        }
        if (operator instanceof TwoInputOperator<?, ?, ?> two) {
            return new TwoInputHead(
                    (TwoInputOperator<Object, Object, ?>) two,
                    channels.gate(0, task, this::edgeSerializer),
                    channels.gate(1, task, this::edgeSerializer),
                    chain);
        }
        throw new IllegalStateException("operator '" + chain.head().name() + "' is a "
                + operator.getClass().getName() + ": expected=a source, one-input or two-input operator");
    }

    private TypeSerializer<Object> edgeSerializer(Edge edge) {
        return serializer(edge.type(), 0);
    }

    /** @param operator at whose door a type that cannot be read or serialised is laid */
    @SuppressWarnings("unchecked")
    private TypeSerializer<Object> serializer(SerializedValue<TypeInformation<?>> type, int operator) {
        try {
            TypeInformation<?> read = type.deserializeValue(plan.userClassLoader());
            return (TypeSerializer<Object>) read.createSerializer(config.getSerializerConfig());
        } catch (Throwable t) {
            throw chain.failed(operator, null, t);
        }
    }
}
