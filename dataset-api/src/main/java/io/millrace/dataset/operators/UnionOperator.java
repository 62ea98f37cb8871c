package io.millrace.dataset.operators;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.dataset.plan.PlanNode;
import java.util.List;

/** All records of two data sets, without removing doubles. */
public class UnionOperator<T> extends TwoInputOperator<T, T, T, UnionOperator<T>> {
    /** @throws InvalidProgramException if the types are known and differ */
    public UnionOperator(DataSet<T> input1, DataSet<T> input2) {
        super(input1, input2, DataSetTypes.common(input1.getType(), input2.getType()));
    }

    @Override
    public PlanNode toPlan(PlanContext plan) {
        return new PlanNode.Union(info(plan, "Union"), List.of(plan.of(getInput1()), plan.of(getInput2())));
    }
}
