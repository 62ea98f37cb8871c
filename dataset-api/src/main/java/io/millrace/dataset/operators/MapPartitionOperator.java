package io.millrace.dataset.operators;

import io.millrace.dataflow.functions.MapPartitionFunction;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.dataset.plan.PlanNode;
import io.millrace.operators.sort.MapPartitionFactory;

/** The data set of {@link DataSet#mapPartition}. */
public class MapPartitionOperator<IN, OUT> extends SingleInputUdfOperator<IN, OUT, MapPartitionOperator<IN, OUT>> {
    private final MapPartitionFunction<IN, OUT> function;

    public MapPartitionOperator(
            DataSet<IN> input, TypeInformation<OUT> resultType, MapPartitionFunction<IN, OUT> function) {
        super(input, resultType);
        this.function = function;
    }

    @Override
    public PlanNode toPlan(PlanContext plan) {
        return new PlanNode.RecordWise(
                udfInfo(plan, "MapPartition"),
                plan.of(getInput()),
                new MapPartitionFactory<>(function, getInputType(), parameters()));
    }
}
