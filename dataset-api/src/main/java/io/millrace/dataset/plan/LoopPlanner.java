package io.millrace.dataset.plan;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.contract.CoordinatorFactory;
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
import io.millrace.iterations.snapshot.SnapshotCoordinatorFactory;
import io.millrace.iterations.step.StepFactory;
import io.millrace.iterations.step.StepJoinFactory;
import io.millrace.iterations.step.StepPairFactory;
import io.millrace.iterations.step.TailFactory;
import io.millrace.iterations.step.UnionFactory;
import io.millrace.iterations.superstep.LoopRules;
import io.millrace.operators.join.HashJoinFactory;
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
 *   <li>A join builds its table of the side that is constant, once for all supersteps.
 *   <li>A union of records of a loop with others becomes an operator, which keeps the others.
 * </ul>
 */
final class LoopPlanner {
    private final BatchPlanner planner;
    private final JobGraphBuilder graph;
    private int loops;

    LoopPlanner(BatchPlanner planner, JobGraphBuilder graph) {
        this.planner = planner;
        this.graph = graph;
    }

    /** What lets an operator with these inputs run in the supersteps of their loop. */
    static OperatorFactory inSupersteps(PlannedLoop loop, OperatorFactory factory, List<Flow> inputs) {
        if (inputs.size() == 1) {
            return new StepFactory(loop.rules(), factory);
        }
        boolean leftOnce = inputs.get(0).loop().isEmpty();
        boolean rightOnce = inputs.get(1).loop().isEmpty();
        if (factory instanceof HashJoinFactory<?, ?, ?, ?> join
                && leftOnce != rightOnce
                && keepsTable(join, leftOnce)) {
            return new StepJoinFactory<>(loop.rules(), join);
        }
        return new StepPairFactory<>(loop.rules(), factory, side(inputs.get(0)), side(inputs.get(1)));
    }

    /** Whether a join builds its table of the constant side, and it is not to be known which of that had no partner. */
    private static boolean keepsTable(HashJoinFactory<?, ?, ?, ?> join, boolean leftOnce) {
        boolean keepsBuild = leftOnce ? join.kind().keepsLeft() : join.kind().keepsRight();
        return join.buildsLeft() == leftOnce && !keepsBuild;
    }

    private static StepPairFactory.Side<?> side(Flow input) {
        return new StepPairFactory.Side<>(input.type(), input.loop().isEmpty());
    }

    /** The result of a loop. */
    Flow bulk(PlanNode.BulkLoop node) {
        Flow initial = planner.flow(node.initial());
        checkOutermost(node.rules(), List.of(initial));
        Info info = node.info();
        TypeInformation<?> type = node.head().info().type();
        List<TypeInformation<?>> types = new ArrayList<>(List.of(initial.type(), type));
        node.termination().ifPresent(criterion -> types.add(LateBoundTypeInfo.any()));
        Handle head = planner.place(
                info.name(),
                info.parallelism(),
                new BulkHeadFactory<>(node.rules(), type, node.termination().isPresent()),
                Optional.of(snapshots()),
                OperatorNode.Chaining.NEVER,
                types);
        graph.loop(info.name(), head);
        planner.connect(initial, head, BulkHeadFactory.INITIAL, ExchangeMode.PIPELINED);
        PlannedLoop loop = new PlannedLoop(head, node.rules());
        planner.known(node.head(), Flow.of(head, info.parallelism(), type, Optional.of(loop)));
        ExchangePattern back = new ExchangePattern.FeedBack();
        feedBack(new Tail(loop, info, BulkHeadFactory.FED_BACK, "result", back, false), planner.flow(node.result()));
        if (node.termination().isPresent()) {
            feedBack(
                    new Tail(loop, info, BulkHeadFactory.TERMINATION, "termination criterion", back, true),
                    planner.flow(node.termination().get()));
        }
        return Flow.of(head, LoopOutputs.RESULT, info.parallelism(), info.type());
    }

    /** Of another loop at each call, in an order that is the same whenever the program is planned. */
    CoordinatorFactory snapshots() {
        return new SnapshotCoordinatorFactory("loop-" + ++loops);
    }

    static void checkOutermost(LoopRules rules, List<Flow> initial) {
        PlannedLoop.of(initial).ifPresent(outer -> {
            throw PlannedLoop.nested(outer.rules().name(), rules.name());
        });
    }

    /**
     * An end of a step.
     *
     * @param input of the head that it feeds
     * @param what it is, for people
     * @param pattern by which it goes to the head
     * @param counts whether the head only wants to know how many records there are
     */
    record Tail(PlannedLoop loop, Info info, int input, String what, ExchangePattern pattern, boolean counts) {}

    void feedBack(Tail end, Flow made) {
        String name = end.info().name();
        if (made.loop().isEmpty()) {
            throw new InvalidProgramException(
                    "The " + end.what() + " of the iteration '" + name
                            + "' does not depend on its partial solution; close the iteration with a data set that is made of it.");
        }
        if (!made.loop().get().head().equals(end.loop().head())) {
            throw PlannedLoop.nested(made.loop().get().rules().name(), name);
        }
        Handle tail = planner.place(
                "Tail of " + name + ": " + end.what(),
                end.info().parallelism(),
                new TailFactory(end.loop().rules(), end.counts()),
                Optional.empty(),
                OperatorNode.Chaining.ALWAYS,
                List.of(made.type()));
        planner.joinLoop(end.loop(), tail);
        planner.connect(made, tail, 0, ExchangeMode.PIPELINED);
        graph.feedBack(tail, end.loop().head(), end.input(), end.pattern(), made.type());
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
