package io.millrace.dataset.plan;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraphBuilder;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.dataflow.graph.OperatorNode;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.iterations.head.DeltaHeadFactory;
import io.millrace.iterations.head.LoopOutputs;
import io.millrace.iterations.lookup.LookUp;
import io.millrace.iterations.lookup.SolutionStepFactory;
import io.millrace.iterations.solution.SharedSolutionTypeInfo;
import io.millrace.iterations.step.AgainFactory;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes delta loops to a job graph.
 *
 * <h2>Choices</h2>
 * <ul>
 *   <li>The head keeps the solution set, by the hash of its key. What the step changes comes back to it by the same exchange.
 *   <li>Who looks into the solution set runs in as many subtasks as the head, beside it, and gets its records by the hash of
 *       the same key.
 * </ul>
 */
final class DeltaPlanner {
    /** A solution set that may be looked into. */
    private record Solution(PlannedLoop loop, Key key, int parallelism, Flow workset) {}

    private final BatchPlanner planner;
    private final LoopPlanner loops;
    private final JobGraphBuilder graph;
    private final Map<PlanNode, Solution> solutions = new IdentityHashMap<>();

    DeltaPlanner(BatchPlanner planner, LoopPlanner loops, JobGraphBuilder graph) {
        this.planner = planner;
        this.loops = loops;
        this.graph = graph;
    }

    /** The solution set that a loop ends with. */
    Flow delta(PlanNode.DeltaLoop node) {
        Flow initialSolution = planner.flow(node.initialSolution());
        Flow initialWorkset = planner.flow(node.initialWorkset());
        LoopPlanner.checkOutermost(node.rules(), List.of(initialSolution, initialWorkset));
        Info info = node.info();
        TypeInformation<?> solutionType = node.solution().info().type();
        TypeInformation<?> worksetType = node.workset().info().type();
        Handle head = planner.place(
                info.name(),
                info.parallelism(),
                head(node, solutionType, worksetType),
                Optional.of(loops.snapshots()),
                OperatorNode.Chaining.NEVER,
                List.of(initialSolution.type(), initialWorkset.type(), worksetType, solutionType));
        graph.loop(info.name(), head);
        planner.connect(
                initialSolution.by(node.key().exchange()), head, DeltaHeadFactory.SOLUTION, ExchangeMode.PIPELINED);
        planner.connect(initialWorkset, head, DeltaHeadFactory.WORKSET, ExchangeMode.PIPELINED);
        PlannedLoop loop = new PlannedLoop(head, node.rules());
        Flow workset = Flow.of(head, info.parallelism(), worksetType, Optional.of(loop));
        planner.known(node.workset(), workset);
        solutions.put(node.solution(), new Solution(loop, node.key(), info.parallelism(), workset));
        loops.feedBack(
                new LoopPlanner.Tail(
                        loop,
                        info,
                        DeltaHeadFactory.DELTA,
                        "solution set delta",
                        node.key().exchange(),
                        false),
                planner.flow(node.delta()));
        loops.feedBack(
                new LoopPlanner.Tail(
                        loop,
                        info,
                        DeltaHeadFactory.NEXT_WORKSET,
                        "next workset",
                        new ExchangePattern.FeedBack(),
                        false),
                planner.flow(node.nextWorkset()));
        return Flow.of(head, LoopOutputs.RESULT, info.parallelism(), info.type());
    }

    @SuppressWarnings("unchecked") // a plan does not know its records' classes at compile time
    private static DeltaHeadFactory<Object, Object> head(
            PlanNode.DeltaLoop node, TypeInformation<?> solutionType, TypeInformation<?> worksetType) {
        return new DeltaHeadFactory<>(
                node.rules(),
                (KeySelector<Object, ?>) node.key().grouping(),
                (TypeInformation<Object>) solutionType,
                (TypeInformation<Object>) worksetType,
                node.managed());
    }

    /** A join with a solution set on either side. */
    Flow join(PlanNode.Join node) {
        boolean solutionFirst = node.left() instanceof PlanNode.SolutionInput;
        PlanNode set = solutionFirst ? node.left() : node.right();
        PlanNode records = solutionFirst ? node.right() : node.left();
        Key recordKey = solutionFirst ? node.rightKey() : node.leftKey();
        boolean keepsSolution =
                solutionFirst ? node.kind().keepsLeft() : node.kind().keepsRight();
        if (keepsSolution) {
            throw refused(
                    node.info(), "an outer join cannot keep the records of the solution set that have no partner");
        }
        return lookUp(
                node.info(),
                set,
                solutionFirst ? node.leftKey() : node.rightKey(),
                records,
                recordKey,
                Algorithms.joinLookUp(node, solutionFirst));
    }

    /** A coGroup with a solution set on either side. */
    Flow coGroup(PlanNode.CoGroup node) {
        boolean solutionFirst = node.left().input() instanceof PlanNode.SolutionInput;
        PlanNode.CoGroup.Side set = solutionFirst ? node.left() : node.right();
        PlanNode.CoGroup.Side records = solutionFirst ? node.right() : node.left();
        return lookUp(
                node.info(),
                set.input(),
                set.key(),
                records.input(),
                records.key(),
                Algorithms.coGroupLookUp(node, solutionFirst));
    }

    private Flow lookUp(Info info, PlanNode set, Key setKey, PlanNode records, Key recordKey, LookUp<?, ?> lookUp) {
        Solution solution = solutions.get(set);
        if (solution == null) {
            throw unclosed(set);
        }
        if (records instanceof PlanNode.SolutionInput) {
            throw refused(info, "its other input is a solution set, too");
        }
        if (!setKey.hasSameFields(solution.key())
                || setKey.partitioner().isPresent()
                || recordKey.partitioner().isPresent()) {
            throw refused(
                    info,
                    "its key of the solution set is " + setKey.description() + ", expected="
                            + solution.key().description() + " without a partitioner of its own");
        }
        Flow looked = planner.flow(records);
        Flow again = looked.loop().isPresent()
                ? looked
                : planner.operator(
                        new Info("Again " + records.info().name(), info.parallelism(), looked.type()),
                        List.of(looked, solution.workset()),
                        new AgainFactory(),
                        Optional.empty());
        Flow sets = Flow.ofLoop(
                solution.loop(), LoopOutputs.SOLUTION, solution.parallelism(), new SharedSolutionTypeInfo());
        Handle handle = planner.place(
                info.name(),
                solution.parallelism(),
                new SolutionStepFactory<>(solution.loop().rules(), lookUp),
                Optional.empty(),
                OperatorNode.Chaining.ALWAYS,
                List.of(again.type(), sets.type()));
        Optional<PlannedLoop> loop = PlannedLoop.of(List.of(again, sets));
        planner.joinLoop(solution.loop(), handle);
        planner.connect(again.by(recordKey.exchange()), handle, SolutionStepFactory.RECORDS, ExchangeMode.PIPELINED);
        planner.connect(sets, handle, SolutionStepFactory.SOLUTION, ExchangeMode.PIPELINED);
        return Flow.of(handle, solution.parallelism(), info.type(), loop);
    }

    private static InvalidProgramException refused(Info info, String why) {
        return new InvalidProgramException("'" + info.name()
                + "' reads the solution set of a delta iteration, which can be joined or coGrouped on its own keys only, with"
                + " one data set of the step: " + why + ".");
    }

    /** @return what is thrown when a solution set is read by anything but a join or coGroup, or outside of its loop */
    static InvalidProgramException unclosed(PlanNode set) {
        return new InvalidProgramException("The solution set of the iteration '"
                + set.info().name()
                + "' may be read only as one input of a join or coGroup in the step of that iteration, which must be"
                + " closed by closeWith(...).");
    }
}
