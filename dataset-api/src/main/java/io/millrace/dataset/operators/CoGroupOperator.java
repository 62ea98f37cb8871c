package io.millrace.dataset.operators;

import io.millrace.dataflow.functions.CoGroupFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.Partitioner;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.plan.Info;
import io.millrace.dataset.plan.Key;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.dataset.plan.PlanNode;
import io.millrace.operators.broadcast.GroupsAsPair;
import io.millrace.operators.broadcast.PairCall;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call per key with the records of two data sets that have it; for a key of one of them only, one side is empty. */
public class CoGroupOperator<I1, I2, OUT> extends TwoInputUdfOperator<I1, I2, OUT, CoGroupOperator<I1, I2, OUT>> {
    private final CoGroupFunction<I1, I2, OUT> function;
    private final Orders<I1, I2> orders;
    private Key left;
    private Key right;

    /** How the groups of each side are ordered; null where it does not matter. */
    private record Orders<I1, I2>(
            @Nullable Comparator<I1> left, @Nullable Comparator<I2> right) {}

    private CoGroupOperator(
            DataSet<I1> input1,
            DataSet<I2> input2,
            Key left,
            Key right,
            Orders<I1, I2> orders,
            TypeInformation<OUT> type,
            CoGroupFunction<I1, I2, OUT> function) {
        super(input1, input2, type);
        this.left = left;
        this.right = right;
        this.orders = orders;
        this.function = function;
    }

    /** Lets {@code partitioner} say where each key meets; the key must have one field. */
    public CoGroupOperator<I1, I2, OUT> withPartitioner(Partitioner<?> partitioner) {
        Partitioner<?> cleaned = getInput1().clean(partitioner);
        left = left.partitionedBy(cleaned);
        right = right.partitionedBy(cleaned);
        return this;
    }

    @Override
    public PlanNode toPlan(PlanContext plan) {
        if (hasBroadcastSets()) {
            PlanNode pairs = coGroup(plan, pairsInfo(plan, "CoGroup"), new GroupsAsPair<>());
            return onPairs(plan, "CoGroup", pairs, function, PairCall.CO_GROUP);
        }
        return coGroup(plan, info(plan, "CoGroup"), function);
    }

    private PlanNode coGroup(PlanContext plan, Info info, CoGroupFunction<?, ?, ?> called) {
        return new PlanNode.CoGroup(
                info,
                new PlanNode.CoGroup.Side(plan.of(getInput1()), left, Optional.ofNullable(orders.left())),
                new PlanNode.CoGroup.Side(plan.of(getInput2()), right, Optional.ofNullable(orders.right())),
                called,
                parameters());
    }

    /** A coGroup that still lacks both keys. */
    public static final class CoGroupOperatorSets<I1, I2> {
        private final DataSet<I1> input1;
        private final DataSet<I2> input2;

        public CoGroupOperatorSets(DataSet<I1> input1, DataSet<I2> input2) {
            this.input1 = input1;
            this.input2 = input2;
        }

        /** The key of the first input: tuple positions. */
        public CoGroupOperatorSetsPredicate where(int... fields) {
            return new CoGroupOperatorSetsPredicate(DataSetKeys.positions(input1.getType(), fields));
        }

        /** The key of the first input: field expressions. */
        public CoGroupOperatorSetsPredicate where(String... fields) {
            return new CoGroupOperatorSetsPredicate(DataSetKeys.expressions(input1.getType(), fields));
        }

        /** The key of the first input: what {@code selector} gives. */
        public <K> CoGroupOperatorSetsPredicate where(KeySelector<I1, K> selector) {
            return new CoGroupOperatorSetsPredicate(DataSetKeys.selector(input1.getType(), input1.clean(selector)));
        }

        /** A coGroup that still lacks the second key. */
        public final class CoGroupOperatorSetsPredicate {
            private final Key left;

            private CoGroupOperatorSetsPredicate(Key left) {
                this.left = left;
            }

            /** The key of the second input: tuple positions; as many and of the same types as the first key's. */
            public CoGroupOperatorWithoutFunction equalTo(int... fields) {
                return keyed(DataSetKeys.positions(input2.getType(), fields));
            }

            /** The key of the second input: field expressions. */
            public CoGroupOperatorWithoutFunction equalTo(String... fields) {
                return keyed(DataSetKeys.expressions(input2.getType(), fields));
            }

            /** The key of the second input: what {@code selector} gives. */
            public <K> CoGroupOperatorWithoutFunction equalTo(KeySelector<I2, K> selector) {
                return keyed(DataSetKeys.selector(input2.getType(), input2.clean(selector)));
            }

            private CoGroupOperatorWithoutFunction keyed(Key right) {
                DataSetKeys.Pair pair = DataSetKeys.Pair.of(left, right);
                return new CoGroupOperatorWithoutFunction(pair.left(), pair.right());
            }

            /** A coGroup that still lacks its function. */
            public final class CoGroupOperatorWithoutFunction {
                private Key left;
                private Key right;
                private Orders<I1, I2> orders = new Orders<>(null, null);

                private CoGroupOperatorWithoutFunction(Key left, Key right) {
                    this.left = left;
                    this.right = right;
                }

                /** Calls {@code function} once per key. */
                public <R> CoGroupOperator<I1, I2, R> with(CoGroupFunction<I1, I2, R> function) {
                    CoGroupFunction<I1, I2, R> cleaned = input1.clean(function);
                    return new CoGroupOperator<>(
                            input1,
                            input2,
                            left,
                            right,
                            orders,
                            DataSetTypes.coGroup(cleaned, input1.getType(), input2.getType()),
                            cleaned);
                }

                /** Lets {@code partitioner} say where each key meets; the key must have one field. */
                public CoGroupOperatorWithoutFunction withPartitioner(Partitioner<?> partitioner) {
                    Partitioner<?> cleaned = input1.clean(partitioner);
                    left = left.partitionedBy(cleaned);
                    right = right.partitionedBy(cleaned);
                    return this;
                }

                /** Orders the first groups by a tuple field; further calls decide where the ones before are equal. */
                public CoGroupOperatorWithoutFunction sortFirstGroup(int field, Order order) {
                    return firstBy(DataSetKeys.sortField(input1.getType(), field, order));
                }

                /** As {@link #sortFirstGroup(int, Order)}, by a field expression. */
                public CoGroupOperatorWithoutFunction sortFirstGroup(String field, Order order) {
                    return firstBy(DataSetKeys.sortField(input1.getType(), field, order));
                }

                /** Orders the second groups by a tuple field; further calls decide where the ones before are equal. */
                public CoGroupOperatorWithoutFunction sortSecondGroup(int field, Order order) {
                    return secondBy(DataSetKeys.sortField(input2.getType(), field, order));
                }

                /** As {@link #sortSecondGroup(int, Order)}, by a field expression. */
                public CoGroupOperatorWithoutFunction sortSecondGroup(String field, Order order) {
                    return secondBy(DataSetKeys.sortField(input2.getType(), field, order));
                }

                private CoGroupOperatorWithoutFunction firstBy(Comparator<I1> next) {
                    Comparator<I1> before = orders.left();
                    orders = new Orders<>(before == null ? next : before.thenComparing(next), orders.right());
                    return this;
                }

                private CoGroupOperatorWithoutFunction secondBy(Comparator<I2> next) {
                    Comparator<I2> before = orders.right();
                    orders = new Orders<>(orders.left(), before == null ? next : before.thenComparing(next));
                    return this;
                }
            }
        }
    }
}
