package io.millrace.dataset.operators;

import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.dataset.plan.PlanNode;

/** The same records, spread over subtasks in another way. */
public class PartitionOperator<T> extends SingleInputOperator<T, T, PartitionOperator<T>> {
    private final ExchangePattern pattern;
    private final String what;

    public PartitionOperator(DataSet<T> input, ExchangePattern pattern, String what) {
        super(input, input.getType());
        this.pattern = pattern;
        this.what = what;
    }

    @Override
    public PlanNode toPlan(PlanContext plan) {
        return new PlanNode.Repartition(info(plan, what), plan.of(getInput()), pattern);
    }
}
