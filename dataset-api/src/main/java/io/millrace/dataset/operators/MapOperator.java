package io.millrace.dataset.operators;

import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.dataset.plan.PlanNode;
import io.millrace.operators.record.MapFactory;

/** The data set of {@link DataSet#map}. */
public class MapOperator<IN, OUT> extends SingleInputUdfOperator<IN, OUT, MapOperator<IN, OUT>> {
    private final MapFunction<IN, OUT> function;

    public MapOperator(DataSet<IN> input, TypeInformation<OUT> resultType, MapFunction<IN, OUT> function) {
        super(input, resultType);
        this.function = function;
    }

    @Override
    public PlanNode toPlan(PlanContext plan) {
        return new PlanNode.RecordWise(
                udfInfo(plan, "Map"), plan.of(getInput()), new MapFactory<>(function, parameters()));
    }
}
