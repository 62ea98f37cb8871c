package io.millrace.dataset.plan;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.CoGroupFunction;
import io.millrace.dataflow.functions.CrossFunction;
import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.GroupCombineFunction;
import io.millrace.dataflow.functions.GroupReduceFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.iterations.lookup.CoGroupLookUp;
import io.millrace.iterations.lookup.JoinLookUp;
import io.millrace.iterations.lookup.LookUp;
import io.millrace.operators.group.AllReduceFactory;
import io.millrace.operators.group.CombineFactory;
import io.millrace.operators.group.DistinctFactory;
import io.millrace.operators.group.LimitFactory;
import io.millrace.operators.group.ReduceFactory;
import io.millrace.operators.join.CoGroupFactory;
import io.millrace.operators.join.CrossFactory;
import io.millrace.operators.join.HashJoinFactory;
import io.millrace.operators.sort.FirstOfGroup;
import io.millrace.operators.sort.GroupCombineFactory;
import io.millrace.operators.sort.GroupReduceFactory;
import io.millrace.operators.sort.RecordOrder;
import io.millrace.operators.sort.SortPartitionFactory;
import java.util.Comparator;
import java.util.Optional;

/**
 * The operators of the engine for the nodes of a plan. A plan does not know its records' classes at compile time; here,
 * and only here, its functions and types are put together unchecked.
 */
@SuppressWarnings("unchecked")
final class Algorithms {
    private Algorithms() {}

    static OperatorFactory reduce(PlanNode.Reduce node, Key key) {
        return new ReduceFactory<>(function(node), selector(key), inputType(node), node.parameters());
    }

    static OperatorFactory combineReduce(PlanNode.Reduce node, Key key) {
        return new CombineFactory<>(function(node), selector(key), inputType(node), node.parameters());
    }

    static OperatorFactory allReduce(PlanNode.Reduce node) {
        return new AllReduceFactory<>(function(node), inputType(node), node.parameters());
    }

    private static ReduceFunction<Object> function(PlanNode.Reduce node) {
        return (ReduceFunction<Object>) node.function();
    }

    static OperatorFactory groupReduce(PlanNode.GroupReduce node) {
        return new GroupReduceFactory<>(
                (GroupReduceFunction<Object, Object>) node.function(),
                order(node.key(), node.order()),
                inputType(node),
                node.parameters());
    }

    static Optional<OperatorFactory> groupCombine(PlanNode.GroupReduce node) {
        return node.combiner()
                .map(combiner -> new GroupCombineFactory<>(
                        (GroupCombineFunction<Object, Object>) combiner,
                        order(node.key(), node.order()),
                        inputType(node),
                        node.parameters()));
    }

    static OperatorFactory first(PlanNode.First node) {
        if (node.key().isEmpty()) {
            return new LimitFactory(node.count());
        }
        return new GroupReduceFactory<>(
                new FirstOfGroup<>(node.count()), order(node.key(), node.order()), inputType(node));
    }

    static OperatorFactory distinct(PlanNode.Distinct node) {
        return new DistinctFactory<>(selector(node.key()), inputType(node));
    }

    /** By a table of bounded size: what it forgets comes twice, and is dropped behind the exchange. */
    static OperatorFactory combineDistinct(PlanNode.Distinct node) {
        return new CombineFactory<>(new KeepFirst(), selector(node.key()), inputType(node), new Configuration());
    }

    private static final class KeepFirst implements ReduceFunction<Object> {
        private static final long serialVersionUID = 1L;

        @Override
        public Object reduce(Object first, Object second) {
            return first;
        }
    }

    static OperatorFactory sortPartition(PlanNode.SortPartition node) {
        return new SortPartitionFactory<>((Comparator<Object>) node.order(), inputType(node));
    }

    static OperatorFactory hashJoin(PlanNode.Join node, boolean buildsLeft) {
        return new HashJoinFactory<>(
                (FlatJoinFunction<Object, Object, Object>) node.function(),
                selector(node.leftKey()),
                selector(node.rightKey()),
                node.kind(),
                buildsLeft,
                (TypeInformation<Object>) node.left().info().type(),
                (TypeInformation<Object>) node.right().info().type(),
                node.parameters());
    }

    static OperatorFactory coGroup(PlanNode.CoGroup node) {
        return new CoGroupFactory<>(
                (CoGroupFunction<Object, Object, Object>) node.function(),
                selector(node.left().key()),
                selector(node.right().key()),
                order(Optional.of(node.left().key()), node.left().order()),
                order(Optional.of(node.right().key()), node.right().order()),
                (TypeInformation<Object>) node.left().input().info().type(),
                (TypeInformation<Object>) node.right().input().info().type(),
                node.parameters());
    }

    static LookUp<Object, Object> joinLookUp(PlanNode.Join node, boolean solutionFirst) {
        PlanNode solution = solutionFirst ? node.left() : node.right();
        return new JoinLookUp<>(
                selector(solutionFirst ? node.rightKey() : node.leftKey()),
                solutionFirst ? node.kind().keepsRight() : node.kind().keepsLeft(),
                solutionFirst,
                (FlatJoinFunction<Object, Object, Object>) node.function(),
                (TypeInformation<Object>) solution.info().type(),
                node.parameters());
    }

    static LookUp<Object, Object> coGroupLookUp(PlanNode.CoGroup node, boolean solutionFirst) {
        PlanNode.CoGroup.Side records = solutionFirst ? node.right() : node.left();
        PlanNode solution = solutionFirst ? node.left().input() : node.right().input();
        return new CoGroupLookUp<>(
                selector(records.key()),
                order(Optional.of(records.key()), records.order()),
                solutionFirst,
                (CoGroupFunction<Object, Object, Object>) node.function(),
                (TypeInformation<Object>) records.input().info().type(),
                (TypeInformation<Object>) solution.info().type(),
                node.parameters());
    }

    static OperatorFactory cross(PlanNode.Cross node) {
        return new CrossFactory<>(
                (CrossFunction<Object, Object, Object>) node.function(),
                node.keepsLeft(),
                (TypeInformation<Object>) node.left().info().type(),
                (TypeInformation<Object>) node.right().info().type(),
                node.parameters());
    }

    static OperatorFactory groupCombine(PlanNode.GroupCombine node) {
        return new GroupCombineFactory<>(
                (GroupCombineFunction<Object, Object>) node.function(),
                order(node.key(), node.order()),
                inputType(node),
                node.parameters());
    }

    private static RecordOrder<Object> order(Optional<Key> key, Optional<Comparator<?>> order) {
        Comparator<Object> within = (Comparator<Object>) order.orElse(null);
        if (key.isPresent()) {
            return new RecordOrder<>(
                    new KeyComparator<>(selector(key.get()), key.get().type(), Order.ASCENDING), within);
        }
        return within == null ? RecordOrder.oneGroup() : RecordOrder.oneGroup(within);
    }

    private static KeySelector<Object, Object> selector(Key key) {
        return (KeySelector<Object, Object>) key.grouping();
    }

    private static TypeInformation<Object> inputType(PlanNode node) {
        return (TypeInformation<Object>) node.inputs().get(0).info().type();
    }
}
