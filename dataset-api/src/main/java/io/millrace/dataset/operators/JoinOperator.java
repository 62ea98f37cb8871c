package io.millrace.dataset.operators;

import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.JoinFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.Partitioner;
import io.millrace.dataflow.operators.base.JoinOperatorBase.JoinHint;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.operators.join.JoinFunctionAssigner;
import io.millrace.dataset.plan.Info;
import io.millrace.dataset.plan.Key;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.dataset.plan.PlanNode;
import io.millrace.operators.broadcast.PairCall;
import io.millrace.operators.join.JoinAsPair;
import io.millrace.operators.join.JoinKind;
import io.millrace.operators.join.JoinOne;

/** A join of two data sets on equal keys. */
public abstract class JoinOperator<I1, I2, OUT> extends TwoInputUdfOperator<I1, I2, OUT, JoinOperator<I1, I2, OUT>> {
    private Keys keys;

    JoinOperator(DataSet<I1> input1, DataSet<I2> input2, TypeInformation<OUT> type, Keys keys) {
        super(input1, input2, type);
        this.keys = keys;
    }

    /** What is joined on, and how. */
    record Keys(Key left, Key right, JoinKind kind, JoinHint hint) {
        Keys(DataSetKeys.Pair pair, JoinKind kind, JoinHint hint) {
            this(pair.left(), pair.right(), kind, hint);
        }

        Keys partitionedBy(Partitioner<?> partitioner) {
            return new Keys(left.partitionedBy(partitioner), right.partitionedBy(partitioner), kind, hint);
        }
    }

    /** Lets {@code partitioner} say where each key meets; the key must have one field. */
    public JoinOperator<I1, I2, OUT> withPartitioner(Partitioner<?> partitioner) {
        keys = keys.partitionedBy(getInput1().clean(partitioner));
        return this;
    }

    /** An outer join that lacks only its function. */
    public static <I1, I2> JoinFunctionAssigner<I1, I2> outer(
            DataSet<I1> input1, DataSet<I2> input2, Key left, Key right, JoinKind kind, JoinHint hint) {
        Keys keys = new Keys(DataSetKeys.Pair.of(left, right), kind, hint);
        return new JoinFunctionAssigner<>() {
            @Override
            public <R> JoinOperator<I1, I2, R> with(JoinFunction<I1, I2, R> joinFunction) {
                return EquiJoin.of(input1, input2, keys, joinFunction);
            }

            @Override
            public <R> JoinOperator<I1, I2, R> with(FlatJoinFunction<I1, I2, R> joinFunction) {
                return EquiJoin.of(input1, input2, keys, joinFunction);
            }
        };
    }

    final Keys keys() {
        return keys;
    }

    abstract FlatJoinFunction<I1, I2, OUT> function();

    @Override
    public PlanNode toPlan(PlanContext plan) {
        if (hasBroadcastSets()) {
            PlanNode pairs = join(plan, pairsInfo(plan, "Join"), new JoinAsPair<>());
            return onPairs(plan, "Join", pairs, function(), PairCall.JOIN);
        }
        return join(plan, info(plan, "Join"), function());
    }

    private PlanNode join(PlanContext plan, Info info, FlatJoinFunction<?, ?, ?> called) {
        return new PlanNode.Join(
                info,
                plan.of(getInput1()),
                plan.of(getInput2()),
                keys.left(),
                keys.right(),
                keys.kind(),
                called,
                parameters(),
                keys.hint());
    }

    /** A join with the user's function. */
    public static class EquiJoin<I1, I2, OUT> extends JoinOperator<I1, I2, OUT> {
        private final FlatJoinFunction<I1, I2, OUT> function;

        EquiJoin(
                DataSet<I1> input1,
                DataSet<I2> input2,
                TypeInformation<OUT> type,
                Keys keys,
                FlatJoinFunction<I1, I2, OUT> function) {
            super(input1, input2, type, keys);
            this.function = function;
        }

        static <I1, I2, R> EquiJoin<I1, I2, R> of(
                DataSet<I1> left, DataSet<I2> right, Keys keys, FlatJoinFunction<I1, I2, R> function) {
            FlatJoinFunction<I1, I2, R> cleaned = left.clean(function);
            return new EquiJoin<>(
                    left, right, DataSetTypes.flatJoin(cleaned, left.getType(), right.getType()), keys, cleaned);
        }

        static <I1, I2, R> EquiJoin<I1, I2, R> of(
                DataSet<I1> left, DataSet<I2> right, Keys keys, JoinFunction<I1, I2, R> function) {
            JoinFunction<I1, I2, R> cleaned = left.clean(function);
            return new EquiJoin<>(
                    left,
                    right,
                    DataSetTypes.join(cleaned, left.getType(), right.getType()),
                    keys,
                    new JoinOne<>(cleaned));
        }

        @Override
        FlatJoinFunction<I1, I2, OUT> function() {
            return function;
        }
    }

    /** A join whose result, unless a function is given, is the pair of both records. */
    public static class DefaultJoin<I1, I2> extends EquiJoin<I1, I2, Tuple2<I1, I2>>
            implements JoinFunctionAssigner<I1, I2> {
        DefaultJoin(DataSet<I1> input1, DataSet<I2> input2, Keys keys) {
            super(input1, input2, new TupleTypeInfo<>(input1.getType(), input2.getType()), keys, new JoinAsPair<>());
        }

        @Override
        public DefaultJoin<I1, I2> withPartitioner(Partitioner<?> partitioner) {
            super.withPartitioner(partitioner);
            return this;
        }

        /** Calls {@code newFunction} for each pair; it emits any number of results. */
        @Override
        public <R> EquiJoin<I1, I2, R> with(FlatJoinFunction<I1, I2, R> newFunction) {
            return EquiJoin.of(getInput1(), getInput2(), keys(), newFunction);
        }

        /** Calls {@code newFunction} for each pair; it gives one result. */
        @Override
        public <R> EquiJoin<I1, I2, R> with(JoinFunction<I1, I2, R> newFunction) {
            return EquiJoin.of(getInput1(), getInput2(), keys(), newFunction);
        }

        /** Begins a result tuple with fields of the left record; without fields, with all of it. */
        public <OUT extends Tuple> ProjectJoin<I1, I2, OUT> projectFirst(int... fields) {
            return new ProjectJoin<I1, I2, OUT>(this, JoinFunctions.Projection.none()).projectFirst(fields);
        }

        /** Begins a result tuple with fields of the right record; without fields, with all of it. */
        public <OUT extends Tuple> ProjectJoin<I1, I2, OUT> projectSecond(int... fields) {
            return new ProjectJoin<I1, I2, OUT>(this, JoinFunctions.Projection.none()).projectSecond(fields);
        }
    }

    /** A join whose result is a tuple of chosen fields. */
    public static class ProjectJoin<I1, I2, OUT extends Tuple> extends EquiJoin<I1, I2, OUT> {
        private final DefaultJoin<I1, I2> join;
        private final JoinFunctions.Projection projection;

        ProjectJoin(DefaultJoin<I1, I2> join, JoinFunctions.Projection projection) {
            super(
                    join.getInput1(),
                    join.getInput2(),
                    DataSetTypes.projected(projection, join.getInput1Type(), join.getInput2Type()),
                    join.keys(),
                    new JoinFunctions.Projecting<>(projection));
            this.join = join;
            this.projection = projection;
        }

        /** Adds fields of the left record; without fields, all of it. */
        public <R extends Tuple> ProjectJoin<I1, I2, R> projectFirst(int... fields) {
            DataSetKeys.checkProjection(join.getInput1Type(), fields);
            return new ProjectJoin<>(join, projection.and(0, fields));
        }

        /** Adds fields of the right record; without fields, all of it. */
        public <R extends Tuple> ProjectJoin<I1, I2, R> projectSecond(int... fields) {
            DataSetKeys.checkProjection(join.getInput2Type(), fields);
            return new ProjectJoin<>(join, projection.and(1, fields));
        }
    }

    /** A join that still lacks both keys. */
    public static final class JoinOperatorSets<I1, I2> {
        private final DataSet<I1> input1;
        private final DataSet<I2> input2;
        private final JoinHint hint;

        public JoinOperatorSets(DataSet<I1> input1, DataSet<I2> input2, JoinHint hint) {
            this.input1 = input1;
            this.input2 = input2;
            this.hint = hint;
        }

        /** The key of the left input: tuple positions. */
        public JoinOperatorSetsPredicate where(int... fields) {
            return new JoinOperatorSetsPredicate(DataSetKeys.positions(input1.getType(), fields));
        }

        /** The key of the left input: field expressions. */
        public JoinOperatorSetsPredicate where(String... fields) {
            return new JoinOperatorSetsPredicate(DataSetKeys.expressions(input1.getType(), fields));
        }

        /** The key of the left input: what {@code selector} gives. */
        public <K> JoinOperatorSetsPredicate where(KeySelector<I1, K> selector) {
            return new JoinOperatorSetsPredicate(DataSetKeys.selector(input1.getType(), input1.clean(selector)));
        }

        /** A join that still lacks the right key. */
        public final class JoinOperatorSetsPredicate {
            private final Key left;

            private JoinOperatorSetsPredicate(Key left) {
                this.left = left;
            }

            /** The key of the right input: tuple positions; as many and of the same types as the left key's. */
            public DefaultJoin<I1, I2> equalTo(int... fields) {
                return joined(DataSetKeys.positions(input2.getType(), fields));
            }

            /** The key of the right input: field expressions. */
            public DefaultJoin<I1, I2> equalTo(String... fields) {
                return joined(DataSetKeys.expressions(input2.getType(), fields));
            }

            /** The key of the right input: what {@code selector} gives. */
            public <K> DefaultJoin<I1, I2> equalTo(KeySelector<I2, K> selector) {
                return joined(DataSetKeys.selector(input2.getType(), input2.clean(selector)));
            }

            private DefaultJoin<I1, I2> joined(Key right) {
                return new DefaultJoin<>(
                        input1, input2, new Keys(DataSetKeys.Pair.of(left, right), JoinKind.INNER, hint));
            }
        }
    }
}
