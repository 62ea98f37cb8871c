package io.millrace.taskmanager.task;

import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.Pace;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.graph.Edge;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.taskmanager.exchange.EdgeWriter;
import io.millrace.taskmanager.exchange.InputGate;
import io.millrace.taskmanager.exchange.Route;
import io.millrace.taskmanager.exchange.TaskOutputs;
import io.millrace.taskmanager.fused.FusedRun;
import io.millrace.taskmanager.fused.FusedRuns;
import io.millrace.taskmanager.fused.FusedStep;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes what stands between the operators of a chain: of classes that the operator before it (behind it, if it is a head) has
 * as its own, if it has any.
 */
public interface Glue {
    /** An edge that leaves a chain. */
    record Outgoing(
            Edge edge,
            EdgeWriter writer,
            Route route,
            @Nullable TypeSerializer<Object> copier) {}

    /** @param copier null if records are handed on as they are */
    ChainOutput chained(
            OneInputOperator<Object, ?> next, @Nullable TypeSerializer<Object> copier, Stage target, Chain chain);

    /** Operators in a row as one, which gives to {@code output}; see {@link FusedRuns}. */
    FusedRun fused(List<FusedStep> steps, ChainOutput output, FusedRun.Failing failing);

    /** @param last the place of the chain's last operator */
    ChainOutput exchanges(List<Outgoing> edges, ClassLoader loader, TaskOutputs outputs, Chain chain, int last)
            throws IOException, ClassNotFoundException;

    Head head(OneInputOperator<Object, ?> operator, InputGate gate, Chain chain, Pace pace);

    Head head(TwoInputOperator<Object, Object, ?> operator, InputGate left, InputGate right, Chain chain, Pace pace);
}
