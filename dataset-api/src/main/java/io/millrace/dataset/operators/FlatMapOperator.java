package io.millrace.dataset.operators;

import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.dataset.plan.PlanNode;
import io.millrace.operators.record.FlatMapFactory;

/** The data set of {@link DataSet#flatMap}. */
public class FlatMapOperator<IN, OUT> extends SingleInputUdfOperator<IN, OUT, FlatMapOperator<IN, OUT>> {
    private final FlatMapFunction<IN, OUT> function;

    public FlatMapOperator(DataSet<IN> input, TypeInformation<OUT> resultType, FlatMapFunction<IN, OUT> function) {
        super(input, resultType);
        this.function = function;
    }

    @Override
    public PlanNode toPlan(PlanContext plan) {
        return new PlanNode.RecordWise(
                udfInfo(plan, "FlatMap"), plan.of(getInput()), new FlatMapFactory<>(function, parameters()));
    }
}
