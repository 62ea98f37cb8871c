package io.millrace.dataset.operators;

import io.millrace.dataflow.functions.FilterFunction;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.dataset.plan.PlanNode;
import io.millrace.operators.record.FilterFactory;

/** The data set of {@link DataSet#filter}. */
public class FilterOperator<T> extends SingleInputUdfOperator<T, T, FilterOperator<T>> {
    private final FilterFunction<T> function;

    public FilterOperator(DataSet<T> input, FilterFunction<T> function) {
        super(input, input.getType());
        this.function = function;
    }

    @Override
    public PlanNode toPlan(PlanContext plan) {
        return new PlanNode.RecordWise(
                udfInfo(plan, "Filter"), plan.of(getInput()), new FilterFactory<>(function, parameters()));
    }
}
