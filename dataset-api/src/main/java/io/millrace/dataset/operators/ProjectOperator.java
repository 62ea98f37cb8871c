package io.millrace.dataset.operators;

import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.dataset.plan.PlanNode;
import io.millrace.operators.record.MapFactory;

/** Tuples of chosen fields of the input's tuples. */
public class ProjectOperator<IN, OUT extends Tuple> extends SingleInputOperator<IN, OUT, ProjectOperator<IN, OUT>> {
    private final int[] fields;

    public ProjectOperator(DataSet<IN> input, int... fields) {
        super(
                input,
                DataSetTypes.projected(
                        JoinFunctions.Projection.none().and(0, fields), input.getType(), input.getType()));
        DataSetKeys.checkProjection(input.getType(), fields);
        this.fields = fields.clone();
    }

    @Override
    public PlanNode toPlan(PlanContext plan) {
        return new PlanNode.RecordWise(
                info(plan, "Projection"), plan.of(getInput()), new MapFactory<>(new Project<IN, OUT>(fields)));
    }

    private record Project<IN, OUT extends Tuple>(int[] fields) implements MapFunction<IN, OUT> {
        @Override
        @SuppressWarnings("unchecked")
        public OUT map(IN value) {
            Tuple result = Tuple.newInstance(fields.length);
            for (int i = 0; i < fields.length; i++) {
                result.setField(((Tuple) value).getField(fields[i]), i);
            }
            return (OUT) result;
        }
    }
}
