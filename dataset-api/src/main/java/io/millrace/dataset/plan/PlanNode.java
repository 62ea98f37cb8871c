package io.millrace.dataset.plan;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.CoGroupFunction;
import io.millrace.dataflow.functions.CrossFunction;
import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.GroupCombineFunction;
import io.millrace.dataflow.functions.GroupReduceFunction;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.operators.base.JoinOperatorBase.JoinHint;
import io.millrace.iterations.superstep.LoopRules;
import io.millrace.operators.join.JoinKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A node of the logical plan: what is to be done, not how. Two consumers of one data set share one node object, so nodes
 * are compared by identity.
 */
public sealed interface PlanNode {
    Info info();

    List<PlanNode> inputs();

    /** Makes records out of nothing. */
    record Source(Info info, OperatorFactory factory, Optional<CoordinatorFactory> coordinator) implements PlanNode {
        @Override
        public List<PlanNode> inputs() {
            return List.of();
        }
    }

    /** Works where the records are, on each or on a whole partition: map, flatMap, filter, project, mapPartition. */
    record RecordWise(Info info, PlanNode input, OperatorFactory factory) implements PlanNode {
        @Override
        public List<PlanNode> inputs() {
            return List.of(input);
        }
    }

    /** Moves records between subtasks and changes nothing. */
    record Repartition(Info info, PlanNode input, ExchangePattern pattern) implements PlanNode {
        @Override
        public List<PlanNode> inputs() {
            return List.of(input);
        }
    }

    /** One record per key (or one in all), by combining two at a time. */
    record Reduce(
            Info info,
            PlanNode input,
            Optional<Key> key,
            ReduceFunction<?> function,
            Configuration parameters,
            boolean combinable)
            implements PlanNode {
        @Override
        public List<PlanNode> inputs() {
            return List.of(input);
        }
    }

    /**
     * A call per group (or one call in all).
     *
     * @param order of the records inside a group; serialisable
     * @param combiner present if groups may be made smaller before they are sent
     */
    record GroupReduce(
            Info info,
            PlanNode input,
            Optional<Key> key,
            Optional<Comparator<?>> order,
            GroupReduceFunction<?, ?> function,
            Configuration parameters,
            Optional<GroupCombineFunction<?, ?>> combiner)
            implements PlanNode {
        @Override
        public List<PlanNode> inputs() {
            return List.of(input);
        }
    }

    /** The first {@code count} records in all, or of each group, in the order given. */
    record First(Info info, PlanNode input, Optional<Key> key, Optional<Comparator<?>> order, int count)
            implements PlanNode {
        @Override
        public List<PlanNode> inputs() {
            return List.of(input);
        }
    }

    /** One record per key. */
    record Distinct(Info info, PlanNode input, Key key) implements PlanNode {
        @Override
        public List<PlanNode> inputs() {
            return List.of(input);
        }
    }

    /** Sorts within each subtask. */
    record SortPartition(Info info, PlanNode input, Comparator<?> order) implements PlanNode {
        @Override
        public List<PlanNode> inputs() {
            return List.of(input);
        }
    }

    /** Pairs of equal keys, and, by {@code kind}, records without a partner. */
    record Join(
            Info info,
            PlanNode left,
            PlanNode right,
            Key leftKey,
            Key rightKey,
            JoinKind kind,
            FlatJoinFunction<?, ?, ?> function,
            Configuration parameters,
            JoinHint hint)
            implements PlanNode {
        @Override
        public List<PlanNode> inputs() {
            return List.of(left, right);
        }
    }

    /** A call per key with the groups of both sides; either may be empty. */
    record CoGroup(Info info, Side left, Side right, CoGroupFunction<?, ?, ?> function, Configuration parameters)
            implements PlanNode {
        /**
         * @param key equal keys of both sides meet
         * @param order of the records inside a group; serialisable
         */
        public record Side(PlanNode input, Key key, Optional<Comparator<?>> order) {}

        @Override
        public List<PlanNode> inputs() {
            return List.of(left.input(), right.input());
        }
    }

    /**
     * Each record of the left with each of the right.
     *
     * @param keepsLeft whether the left side is the one that is sent everywhere and kept, else the right
     */
    record Cross(
            Info info,
            PlanNode left,
            PlanNode right,
            boolean keepsLeft,
            CrossFunction<?, ?, ?> function,
            Configuration parameters)
            implements PlanNode {
        @Override
        public List<PlanNode> inputs() {
            return List.of(left, right);
        }
    }

    /** Groups made smaller where they are: a call per group that a subtask finds together. */
    record GroupCombine(
            Info info,
            PlanNode input,
            Optional<Key> key,
            Optional<Comparator<?>> order,
            GroupCombineFunction<?, ?> function,
            Configuration parameters)
            implements PlanNode {
        @Override
        public List<PlanNode> inputs() {
            return List.of(input);
        }
    }

    /** All records of all inputs; costs nothing. */
    record Union(Info info, List<PlanNode> inputs) implements PlanNode {
        public Union {
            inputs = List.copyOf(inputs);
        }
    }

    /** The records of a loop that its step begins with, in each superstep others. Known by the loop that it is the head of. */
    record LoopInput(Info info) implements PlanNode {
        @Override
        public List<PlanNode> inputs() {
            return List.of();
        }
    }

    /**
     * A loop that makes its records anew in each superstep; the node is what comes out in the end.
     *
     * @param initial what the first superstep begins with
     * @param head a {@link LoopInput}
     * @param result of the step
     * @param termination what ends the loop when it is empty
     */
    record BulkLoop(
            Info info,
            PlanNode initial,
            PlanNode head,
            PlanNode result,
            Optional<PlanNode> termination,
            LoopRules rules)
            implements PlanNode {
        @Override
        public List<PlanNode> inputs() {
            return termination.isPresent() ? List.of(initial, result, termination.get()) : List.of(initial, result);
        }
    }

    /** The solution set of a delta loop, as an input of a join or coGroup in its step. */
    record SolutionInput(Info info) implements PlanNode {
        @Override
        public List<PlanNode> inputs() {
            return List.of();
        }
    }

    /**
     * A loop that changes a solution set, driven by a workset; the node is the solution set that comes out in the end.
     *
     * @param initialSolution what the solution set begins with
     * @param initialWorkset what the first superstep begins with
     * @param workset a {@link LoopInput}
     * @param solution a {@link SolutionInput}
     * @param delta what the step changes in the solution set
     * @param nextWorkset of the step; when it is empty the loop ends
     * @param key of the solution set
     * @param managed whether the solution set keeps to managed memory
     */
    record DeltaLoop(
            Info info,
            PlanNode initialSolution,
            PlanNode initialWorkset,
            PlanNode workset,
            PlanNode solution,
            PlanNode delta,
            PlanNode nextWorkset,
            Key key,
            boolean managed,
            LoopRules rules)
            implements PlanNode {
        @Override
        public List<PlanNode> inputs() {
            return List.of(initialSolution, initialWorkset, delta, nextWorkset);
        }
    }

    /** Takes records out of the plan. */
    record Sink(Info info, PlanNode input, OperatorFactory factory, Optional<CoordinatorFactory> coordinator)
            implements PlanNode {
        @Override
        public List<PlanNode> inputs() {
            return List.of(input);
        }
    }
}
