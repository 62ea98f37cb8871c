package io.millrace.dataset.operators;

import io.millrace.dataset.DataSet;
import io.millrace.dataset.plan.Key;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.dataset.plan.PlanNode;

/** One record of each key. */
public class DistinctOperator<T> extends SingleInputOperator<T, T, DistinctOperator<T>> {
    private final Key key;

    public DistinctOperator(DataSet<T> input, Key key) {
        super(input, input.getType());
        this.key = key;
    }

    @Override
    public PlanNode toPlan(PlanContext plan) {
        return new PlanNode.Distinct(info(plan, "Distinct"), plan.of(getInput()), key);
    }
}
