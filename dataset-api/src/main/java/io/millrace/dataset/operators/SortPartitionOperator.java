package io.millrace.dataset.operators;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.dataset.plan.PlanNode;
import java.util.Comparator;

/** Each partition in order. */
public class SortPartitionOperator<T> extends SingleInputOperator<T, T, SortPartitionOperator<T>> {
    private Comparator<T> order;
    private final boolean bySelector;

    public SortPartitionOperator(DataSet<T> input, Comparator<T> first, boolean bySelector) {
        super(input, input.getType());
        this.order = first;
        this.bySelector = bySelector;
    }

    /** A further field that decides where the fields before are equal. */
    @Override
    public SortPartitionOperator<T> sortPartition(int field, Order fieldOrder) {
        return then(DataSetKeys.sortField(getType(), field, fieldOrder));
    }

    /** A further field that decides where the fields before are equal. */
    @Override
    public SortPartitionOperator<T> sortPartition(String field, Order fieldOrder) {
        return then(DataSetKeys.sortField(getType(), field, fieldOrder));
    }

    private SortPartitionOperator<T> then(Comparator<T> field) {
        if (bySelector) {
            throw new InvalidProgramException("KeySelector cannot be chained.");
        }
        order = order.thenComparing(field);
        return this;
    }

    @Override
    public PlanNode toPlan(PlanContext plan) {
        return new PlanNode.SortPartition(info(plan, "Sort partition"), plan.of(getInput()), order);
    }
}
