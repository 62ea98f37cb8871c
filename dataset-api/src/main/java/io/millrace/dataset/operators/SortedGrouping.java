package io.millrace.dataset.operators;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.functions.GroupCombineFunction;
import io.millrace.dataflow.functions.GroupReduceFunction;
import io.millrace.dataflow.functions.Partitioner;
import io.millrace.dataflow.operators.Order;
import java.util.Comparator;

/** A grouped data set with an order inside its groups. */
public class SortedGrouping<T> extends Grouping<T> {
    private final Comparator<T> order;
    private final boolean bySelector;

    SortedGrouping(Grouping<T> grouping, Comparator<T> order, boolean bySelector) {
        super(grouping.getInputDataSet(), grouping.key());
        this.order = order;
        this.bySelector = bySelector;
    }

    /** Lets {@code partitioner} say where each group is made; the key must have one field. */
    public SortedGrouping<T> withPartitioner(Partitioner<?> partitioner) {
        partitionBy(partitioner);
        return this;
    }

    /** Calls {@code combiner} with parts of groups, where the records are. */
    public <R> GroupCombineOperator<T, R> combineGroup(GroupCombineFunction<T, R> combiner) {
        return new GroupCombineOperator<>(this, getInputDataSet().clean(combiner));
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

    private SortedGrouping<T> then(Comparator<T> field) {
        if (bySelector) {
            throw new InvalidProgramException("KeySelector cannot be chained.");
        }
        return new SortedGrouping<>(this, order.thenComparing(field), false);
    }

    Comparator<T> order() {
        return order;
    }
}
