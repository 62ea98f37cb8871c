package io.millrace.dataset.operators;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.functions.GroupReduceFunction;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataset.plan.SortField;
import java.util.ArrayList;
import java.util.List;

/** A grouped data set with an order inside its groups. */
public class SortedGrouping<T> extends Grouping<T> {
    private final List<SortField> order;
    private final boolean bySelector;

    SortedGrouping(Grouping<T> grouping, SortField first, boolean bySelector) {
        this(grouping, List.of(first), bySelector);
    }

    private SortedGrouping(Grouping<T> grouping, List<SortField> order, boolean bySelector) {
        super(grouping.getInputDataSet(), grouping.key());
        this.order = order;
        this.bySelector = bySelector;
    }

    /** Calls {@code reducer} once per group with all its records, in order. */
    public <R> GroupReduceOperator<T, R> reduceGroup(GroupReduceFunction<T, R> reducer) {
        return new GroupReduceOperator<>(this, getInputDataSet().clean(reducer));
    }

    /** The first {@code n} records of each group, or all if it has fewer. */
    public GroupReduceOperator<T, T> first(int n) {
        return GroupReduceOperator.first(this, n);
    }

    /** A further field that decides where the fields before are equal. */
    public SortedGrouping<T> sortGroup(int field, Order fieldOrder) {
        return then(DataSetKeys.sortField(getInputDataSet().getType(), field, fieldOrder));
    }

    /** A further field that decides where the fields before are equal. */
    public SortedGrouping<T> sortGroup(String field, Order fieldOrder) {
        return then(DataSetKeys.sortField(getInputDataSet().getType(), field, fieldOrder));
    }

    private SortedGrouping<T> then(SortField field) {
        if (bySelector) {
            throw new InvalidProgramException("KeySelector cannot be chained.");
        }
        List<SortField> longer = new ArrayList<>(order);
        longer.add(field);
        return new SortedGrouping<>(this, longer, false);
    }

    List<SortField> order() {
        return order;
    }
}
