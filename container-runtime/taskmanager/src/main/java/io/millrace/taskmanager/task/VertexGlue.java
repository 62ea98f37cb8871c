package io.millrace.taskmanager.task;

import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.Pace;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.taskmanager.exchange.InputGate;
import io.millrace.taskmanager.exchange.RecordRouter;
import io.millrace.taskmanager.exchange.TaskOutputs;
import io.millrace.taskmanager.fused.FusedRun;
import io.millrace.taskmanager.fused.FusedRuns;
import io.millrace.taskmanager.fused.FusedStep;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The glue of one class loader: what it makes is of classes of the loader that it is of itself. Public, with a public
 * constructor, since it is the door into a vertex's own classes.
 */
public final class VertexGlue implements Glue {
    /** For all vertices that have this class as their own: also for the next job with the same operators. */
    private static final FusedRuns FUSED = new FusedRuns(MethodHandles.lookup());

    /** The glue whose classes {@code loader} defines, or finds. */
    static Glue in(ClassLoader loader) throws ReflectiveOperationException {
        return (Glue) Class.forName(VertexGlue.class.getName(), true, loader)
                .getConstructor()
                .newInstance();
    }

    @Override
    public ChainOutput chained(
            OneInputOperator<Object, ?> next, @Nullable TypeSerializer<Object> copier, Stage target, Chain chain) {
        OneInputOperator<Object, ?> receiver = copier == null ? next : new CopyingReceiver(next, copier);
        return new ChainedOutput(receiver, target, chain);
    }

    @Override
    public FusedRun fused(List<FusedStep> steps, ChainOutput output, FusedRun.Failing failing) {
        return FUSED.of(steps, output, failing);
    }

    @Override
    public ChainOutput exchanges(List<Outgoing> edges, ClassLoader loader, TaskOutputs outputs, Chain chain, int last)
            throws IOException, ClassNotFoundException {
        List<RecordRouter> main = new ArrayList<>();
        Map<String, List<RecordRouter>> sides = new LinkedHashMap<>();
        for (Outgoing outgoing : edges) {
            List<RecordRouter> group = outgoing.edge()
                    .sideOutput()
                    .map(tag -> sides.computeIfAbsent(tag, unknown -> new ArrayList<>()))
                    .orElse(main);
            group.add(new RecordRouter(outgoing.writer(), outgoing.route(), outgoing.copier(), loader));
        }
        Map<String, RecordRouter[]> byTag = new LinkedHashMap<>();
        sides.forEach((tag, routers) -> byTag.put(tag, routers.toArray(new RecordRouter[0])));
        return new ExchangeOutput(main.toArray(new RecordRouter[0]), byTag, outputs, chain, last);
    }

    @Override
    public Head head(OneInputOperator<Object, ?> operator, InputGate gate, Chain chain, Pace pace) {
        return new OneInputHead(operator, gate, chain, pace);
    }

    @Override
    public Head head(
            TwoInputOperator<Object, Object, ?> operator, InputGate left, InputGate right, Chain chain, Pace pace) {
        return new TwoInputHead(operator, left, right, chain, pace);
    }
}
