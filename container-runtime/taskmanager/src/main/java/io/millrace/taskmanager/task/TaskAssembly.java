package io.millrace.taskmanager.task;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.contract.LoopOperator;
import io.millrace.dataflow.contract.LoopingSource;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.Pace;
import io.millrace.dataflow.contract.SourceOperator;
import io.millrace.dataflow.contract.StateBackend;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.graph.ChainedOperator;
import io.millrace.dataflow.graph.Edge;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.util.SerializedValue;
import io.millrace.taskmanager.exchange.Alignment;
import io.millrace.taskmanager.exchange.EdgeWriter;
import io.millrace.taskmanager.exchange.InputGate;
import io.millrace.taskmanager.exchange.TaskChannels;
import io.millrace.taskmanager.exchange.TaskOutputs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the operators of a task and links them: reads factories in the operators' class loaders, and types in
 * the job's.
 */
final class TaskAssembly {
    /** Records of the input in one go at most: about what one step handles. */
    private static final int INPUT_RECORDS = 512;

    private final TaskPlan plan;
    private final Chain chain;
    private final TaskOutputs outputs;
    private final TaskChannels channels;
    private final ExecutionConfig config;
    private final Alignment alignment;
    private final List<Glue> glue;

    TaskAssembly(
            TaskPlan plan,
            Chain chain,
            TaskOutputs outputs,
            TaskChannels channels,
            ExecutionConfig config,
            Alignment alignment)
            throws ReflectiveOperationException {
        this.plan = plan;
        this.chain = chain;
        this.outputs = outputs;
        this.channels = channels;
        this.config = config;
        this.alignment = alignment;
        List<Glue> ofOperators = new ArrayList<>();
        for (ClassLoader loader : plan.operatorClassLoaders()) {
            ofOperators.add(VertexGlue.in(loader));
        }
        this.glue = List.copyOf(ofOperators);
    }

    /** Makes the stages and links their outputs. */
    void build() throws IOException, ClassNotFoundException {
        Vertex vertex = plan.vertex();
        List<Stage> stages = new ArrayList<>();
        for (ChainedOperator chained : vertex.chain()) {
            stages.add(new Stage(stages.size(), chained.name(), create(chained, stages.size()), chain));
        }
        chain.stages(stages);
        stages.get(stages.size() - 1).output(exchangeOutput(stages.size() - 1));
        for (int i = stages.size() - 2; i >= 0; i--) {
            stages.get(i).output(chainedOutput(stages.get(i + 1)));
        }
        if (stages.get(0).operator() instanceof LoopingSource) {
            stages.get(0).output(new LoopingOutput(stages.get(0).output(), chain));
        }
    }

    private Operator create(ChainedOperator chained, int index) {
        try {
            return chained.factory()
                    .deserializeValue(plan.operatorClassLoaders().get(index))
                    .create();
        } catch (Throwable t) {
            throw chain.failed(index, null, t);
        }
    }

    private ChainOutput chainedOutput(Stage target) {
        if (!(target.operator() instanceof OneInputOperator<?, ?> operator)) {
            throw new IllegalStateException(
                    "operator '" + target.name() + "' stands inside a chain: expected=one input, actual="
                            + target.operator().getClass().getName());
        }
        return glue.get(target.index() - 1).chained(receiver(operator, target), copier(target), target, chain);
    }

    /** Copies records between the operator before and {@code target}; null if they are handed on as they are. */
    private @Nullable TypeSerializer<Object> copier(Stage target) {
        int index = target.index();
        TypeInformation<Object> type =
                type(plan.vertex().chain().get(index).inputTypes().get(0), index);
        TypeSerializer<Object> serializer = serializer(type, index);
        boolean shared = config.isObjectReuseEnabled()
                || serializer.isImmutableType()
                || chain.stage(index - 1).operator().emitsNew(type);
        return shared ? null : serializer;
    }

    /** What takes the records that come to {@code stage}: its operator, or the fused run that it begins. */
    @SuppressWarnings("unchecked")
    private OneInputOperator<Object, ?> receiver(OneInputOperator<?, ?> operator, Stage stage) {
        boolean own = plan.operatorClassLoaders().get(stage.index()) != plan.userClassLoader();
        return own
                ? RecordRuns.receiver(chain, stage.index(), this::copier, glue.get(stage.index()))
                : (OneInputOperator<Object, ?>) operator;
    }

    private ChainOutput exchangeOutput(int last) throws IOException, ClassNotFoundException {
        List<Edge> leaving = plan.graph().outputsOf(plan.attempt().vertex());
        boolean toOne =
                leaving.stream().filter(edge -> edge.sideOutput().isEmpty()).count() == 1;
        Operator operator = chain.stage(last).operator();
        List<Glue.Outgoing> edges = new ArrayList<>();
        for (Edge edge : leaving) {
            TypeInformation<Object> type = type(edge.type(), last);
            TypeSerializer<Object> serializer = serializer(type, last);
            EdgeWriter writer = channels.writer(edge, serializer, outputs);
            boolean toOneConsumer =
                    toOne && edge.sideOutput().isEmpty() && !(edge.pattern() instanceof ExchangePattern.Broadcast);
            boolean asItIs = serializer.isImmutableType() || (toOneConsumer && operator.emitsNew(type));
            edges.add(new Glue.Outgoing(edge, writer, channels.route(edge), asItIs ? null : serializer));
        }
        return glue.get(last).exchanges(edges, plan.operatorClassLoaders().get(last), outputs, chain, last);
    }

    /**
     * What drives the chain. After {@link #build}.
     *
     * @param clock by which slow operators are handed fewer records at a time
     */
    @SuppressWarnings("unchecked")
    Head head(Task task, TaskHost host, StateBackend.ProcessingClock clock) throws IOException, ClassNotFoundException {
        Pace pace = new Pace(INPUT_RECORDS, clock::millis);
        Operator operator = chain.head().operator();
        if (operator instanceof SourceOperator<?> source) {
            return new SourceHead((SourceOperator<Object>) source, chain);
        }
        if (operator instanceof LoopingSource<?> source) {
            return new LoopingHead((LoopingSource<Object>) source, chain, task, host);
        }
        if (operator instanceof LoopOperator loop) {
            List<InputGate> gates = new ArrayList<>();
            for (int input = 0;
                    input < plan.vertex().chain().get(0).inputTypes().size();
                    input++) {
                gates.add(gate(input, task));
            }
            return new LoopHead(loop, gates, chain, outputs);
        }
        if (operator instanceof OneInputOperator<?, ?> one) {
            return glue.get(0).head(receiver(one, chain.head()), gate(0, task), chain, pace);
        }
        if (operator instanceof TwoInputOperator<?, ?, ?> two) {
            return glue.get(0)
                    .head((TwoInputOperator<Object, Object, ?>) two, gate(0, task), gate(1, task), chain, pace);
        }
        throw new IllegalStateException("operator '" + chain.head().name() + "' is a "
                + operator.getClass().getName() + ": expected=a source, one-input or two-input operator");
    }

    private InputGate gate(int input, Task task) throws IOException, ClassNotFoundException {
        InputGate gate = channels.gate(input, task, this::edgeSerializer);
        alignment.over(gate);
        return gate;
    }

    private TypeSerializer<Object> edgeSerializer(Edge edge) {
        return serializer(type(edge.type(), 0), 0);
    }

    /** @param operator at whose door a type that cannot be read is laid */
    @SuppressWarnings("unchecked")
    private TypeInformation<Object> type(SerializedValue<TypeInformation<?>> type, int operator) {
        try {
            return (TypeInformation<Object>) type.deserializeValue(plan.userClassLoader());
        } catch (Throwable t) {
            throw chain.failed(operator, null, t);
        }
    }

    /** @param operator at whose door a type that cannot be serialised is laid */
    private TypeSerializer<Object> serializer(TypeInformation<Object> type, int operator) {
        try {
            return type.createSerializer(config.getSerializerConfig());
        } catch (Throwable t) {
            throw chain.failed(operator, null, t);
        }
    }
}
