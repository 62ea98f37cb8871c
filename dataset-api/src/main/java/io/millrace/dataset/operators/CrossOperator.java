package io.millrace.dataset.operators;

import io.millrace.dataflow.functions.CrossFunction;
import io.millrace.dataflow.operators.base.CrossOperatorBase.CrossHint;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.plan.Info;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.dataset.plan.PlanNode;
import io.millrace.operators.broadcast.PairCall;

/** Each record of one data set with each of another. The smaller one, by the hint, is held in memory everywhere. */
public class CrossOperator<I1, I2, OUT> extends TwoInputUdfOperator<I1, I2, OUT, CrossOperator<I1, I2, OUT>> {
    private final CrossFunction<I1, I2, OUT> function;
    private final CrossHint hint;

    CrossOperator(
            DataSet<I1> input1,
            DataSet<I2> input2,
            TypeInformation<OUT> type,
            CrossFunction<I1, I2, OUT> function,
            CrossHint hint) {
        super(input1, input2, type);
        this.function = function;
        this.hint = hint;
    }

    @Override
    public PlanNode toPlan(PlanContext plan) {
        if (hasBroadcastSets()) {
            PlanNode pairs = cross(plan, pairsInfo(plan, "Cross"), new JoinFunctions.Pairing<>());
            return onPairs(plan, "Cross", pairs, function, PairCall.CROSS);
        }
        return cross(plan, info(plan, "Cross"), function);
    }

    private PlanNode cross(PlanContext plan, Info info, CrossFunction<?, ?, ?> called) {
        return new PlanNode.Cross(
                info,
                plan.of(getInput1()),
                plan.of(getInput2()),
                hint == CrossHint.FIRST_IS_SMALL,
                called,
                parameters());
    }

    final CrossHint hint() {
        return hint;
    }

    /** A cross whose result, unless a function is given, is the pair of both records. */
    public static final class DefaultCross<I1, I2> extends CrossOperator<I1, I2, Tuple2<I1, I2>> {
        public DefaultCross(DataSet<I1> input1, DataSet<I2> input2, CrossHint hint) {
            super(
                    input1,
                    input2,
                    new TupleTypeInfo<>(input1.getType(), input2.getType()),
                    new JoinFunctions.Pairing<>(),
                    hint);
        }

        /** Calls {@code function} for each pair; it gives one result. */
        public <R> CrossOperator<I1, I2, R> with(CrossFunction<I1, I2, R> function) {
            CrossFunction<I1, I2, R> cleaned = getInput1().clean(function);
            return new CrossOperator<>(
                    getInput1(),
                    getInput2(),
                    DataSetTypes.cross(cleaned, getInput1Type(), getInput2Type()),
                    cleaned,
                    hint());
        }

        /** Begins a result tuple with fields of the first record; without fields, with all of it. */
        public <OUT extends Tuple> ProjectCross<I1, I2, OUT> projectFirst(int... fields) {
            return new ProjectCross<I1, I2, OUT>(this, JoinFunctions.Projection.none()).projectFirst(fields);
        }

        /** Begins a result tuple with fields of the second record; without fields, with all of it. */
        public <OUT extends Tuple> ProjectCross<I1, I2, OUT> projectSecond(int... fields) {
            return new ProjectCross<I1, I2, OUT>(this, JoinFunctions.Projection.none()).projectSecond(fields);
        }
    }

    /** A cross whose result is a tuple of chosen fields. */
    public static final class ProjectCross<I1, I2, OUT extends Tuple> extends CrossOperator<I1, I2, OUT> {
        private final DefaultCross<I1, I2> cross;
        private final JoinFunctions.Projection projection;

        ProjectCross(DefaultCross<I1, I2> cross, JoinFunctions.Projection projection) {
            super(
                    cross.getInput1(),
                    cross.getInput2(),
                    DataSetTypes.projected(projection, cross.getInput1Type(), cross.getInput2Type()),
                    new JoinFunctions.Projecting<>(projection),
                    cross.hint());
            this.cross = cross;
            this.projection = projection;
        }

        /** Adds fields of the first record; without fields, all of it. */
        public <R extends Tuple> ProjectCross<I1, I2, R> projectFirst(int... fields) {
            DataSetKeys.checkProjection(cross.getInput1Type(), fields);
            return new ProjectCross<>(cross, projection.and(0, fields));
        }

        /** Adds fields of the second record; without fields, all of it. */
        public <R extends Tuple> ProjectCross<I1, I2, R> projectSecond(int... fields) {
            DataSetKeys.checkProjection(cross.getInput2Type(), fields);
            return new ProjectCross<>(cross, projection.and(1, fields));
        }
    }
}
