package io.millrace.dataset.plan;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraphBuilder;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.dataflow.graph.OperatorNode;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.iterations.head.BulkHeadFactory;
import io.millrace.iterations.head.LoopOutputs;
import io.millrace.iterations.step.StepFactory;
import io.millrace.iterations.step.StepPairFactory;
import io.millrace.iterations.step.TailFactory;
import io.millrace.iterations.step.UnionFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes loops to a job graph: the head, the step behind it, the tails that feed back.
 *
 * <h2>Choices</h2>
 * <ul>
 *   <li>An operator is in a loop if one of its inputs is. Around it goes what lets it run again and again.
 *   <li>Inputs of such an operator that are not of the loop are read once and kept by it. They are always read, and so are those
 *       of the loop, so nothing in a loop waits for anything but data that it needs; none of its edges blocks.
 *   <li>A union of records of a loop with others becomes an operator, which keeps the others.
 * </ul>
 */
final class LoopPlanner {
    private final BatchPlanner planner;
    private final JobGraphBuilder graph;

    LoopPlanner(BatchPlanner planner, JobGraphBuilder graph) {
        this.planner = planner;
        this.graph = graph;
    }

    /** What lets an operator with these inputs run in the supersteps of their loop. */
    static OperatorFactory inSupersteps(PlannedLoop loop, OperatorFactory factory, List<Flow> inputs) {
        if (inputs.size() == 1) {
            return new StepFactory(loop.rules(), factory);
        }
        return new StepPairFactory<>(loop.rules(), factory, side(inputs.get(0)), side(inputs.get(1)));
    }

    private static StepPairFactory.Side<?> side(Flow input) {
        return new StepPairFactory.Side<>(input.type(), input.loop().isEmpty());
    }

    /** The result of a loop. */
    Flow bulk(PlanNode.BulkLoop node) {
        Flow initial = planner.flow(node.initial());
        checkOutermost(node, initial);
        Info info = node.info();
        TypeInformation<?> type = node.head().info().type();
        List<TypeInformation<?>> types = new ArrayList<>(List.of(initial.type(), type));
        node.termination().ifPresent(criterion -> types.add(LateBoundTypeInfo.any()));
        Handle head = planner.place(
                info.name(),
                info.parallelism(),
                new BulkHeadFactory<>(node.rules(), type, node.termination().isPresent()),
                Optional.empty(),
                OperatorNode.Chaining.NEVER,
                types);
        graph.loop(info.name(), head);
        planner.connect(initial, head, BulkHeadFactory.INITIAL, ExchangeMode.PIPELINED);
        PlannedLoop loop = new PlannedLoop(head, node.rules());
        planner.known(node.head(), Flow.of(head, info.parallelism(), type, Optional.of(loop)));
        feedBack(loop, info, planner.flow(node.result()), BulkHeadFactory.FED_BACK, "result");
        if (node.termination().isPresent()) {
            Flow criterion = planner.flow(node.termination().get());
            feedBack(loop, info, criterion, BulkHeadFactory.TERMINATION, "termination criterion");
        }
        return Flow.of(head, LoopOutputs.RESULT, info.parallelism(), info.type());
    }

    private static void checkOutermost(PlanNode.BulkLoop node, Flow initial) {
        if (initial.loop().isPresent()) {
            throw PlannedLoop.nested(
                    initial.loop().get().rules().name(), node.rules().name());
        }
    }

    private void feedBack(PlannedLoop loop, Info info, Flow made, int input, String what) {
        if (made.loop().isEmpty()) {
            throw new InvalidProgramException(
                    "The " + what + " of the iteration '" + info.name()
                            + "' does not depend on its partial solution; close the iteration with a data set that is made of it.");
        }
        if (!made.loop().get().head().equals(loop.head())) {
            throw PlannedLoop.nested(made.loop().get().rules().name(), info.name());
        }
        boolean counts = input == BulkHeadFactory.TERMINATION;
        Handle tail = planner.place(
                (counts ? "Termination of " : "Tail of ") + info.name(),
                info.parallelism(),
                new TailFactory(loop.rules(), counts),
                Optional.empty(),
                OperatorNode.Chaining.ALWAYS,
                List.of(made.type()));
        planner.joinLoop(loop, tail);
        planner.connect(made, tail, 0, ExchangeMode.PIPELINED);
        graph.feedBack(tail, loop.head(), input, new ExchangePattern.FeedBack(), made.type());
    }

    /** All records of all flows, of which some are of a loop and others are not. */
    Flow mixedUnion(Info info, List<Flow> flows) {
        TypeInformation<?> type = info.type();
        Flow once =
                Flow.union(flows.stream().filter(flow -> flow.loop().isEmpty()).toList(), type);
        Flow again = Flow.union(
                flows.stream().filter(flow -> flow.loop().isPresent()).toList(), type);
        return planner.operator(info, List.of(once, again), new UnionFactory(), Optional.empty());
    }

    static boolean isMixed(List<Flow> flows) {
        return flows.stream().map(flow -> flow.loop().isPresent()).distinct().count() > 1;
    }

    /** @throws InvalidProgramException as nobody has closed the loop whose records are asked for, or nobody uses its result */
    static Flow unclosed(PlanNode.LoopInput node) {
        throw new InvalidProgramException("The iteration '" + node.info().name()
                + "' is used outside of itself: what depends on its partial solution can be used only in its step, up to"
                + " closeWith(...), whose result is what the rest of the program may use.");
    }

    /** @throws InvalidProgramException if records of a loop would leave it at each superstep */
    static void checkOutside(Info info, Flow input) {
        if (input.loop().isPresent()) {
            throw new InvalidProgramException("'" + info.name() + "' is outside of the iteration '"
                    + input.loop().get().rules().name()
                    + "' but reads records of its step. Read the result of closeWith(...) instead.");
        }
    }
}
