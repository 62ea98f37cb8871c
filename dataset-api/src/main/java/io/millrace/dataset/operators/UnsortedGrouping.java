package io.millrace.dataset.operators;

import io.millrace.dataflow.functions.GroupCombineFunction;
import io.millrace.dataflow.functions.GroupReduceFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.Partitioner;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.aggregation.Aggregations;
import io.millrace.dataset.plan.Key;

/** A grouped data set without an order inside its groups. */
public class UnsortedGrouping<T> extends Grouping<T> {
    public UnsortedGrouping(DataSet<T> input, Key key) {
        super(input, key);
    }

    /**
     * Aggregates a tuple field per group; further fields by {@code and…} of the result. The other fields are those of
     * one record of the group.
     */
    public AggregateOperator<T> aggregate(Aggregations aggregation, int field) {
        return new AggregateOperator<>(this, aggregation, field);
    }

    public AggregateOperator<T> sum(int field) {
        return aggregate(Aggregations.SUM, field);
    }

    public AggregateOperator<T> min(int field) {
        return aggregate(Aggregations.MIN, field);
    }

    public AggregateOperator<T> max(int field) {
        return aggregate(Aggregations.MAX, field);
    }

    /** Combines two records of a group at a time until one is left. */
    public ReduceOperator<T> reduce(ReduceFunction<T> reducer) {
        return new ReduceOperator<>(this, getInputDataSet().clean(reducer));
    }

    /** Lets {@code partitioner} say where each group is made; the key must have one field. */
    public UnsortedGrouping<T> withPartitioner(Partitioner<?> partitioner) {
        partitionBy(partitioner);
        return this;
    }

    /** Calls {@code combiner} with parts of groups, where the records are. */
    public <R> GroupCombineOperator<T, R> combineGroup(GroupCombineFunction<T, R> combiner) {
        return new GroupCombineOperator<>(this, getInputDataSet().clean(combiner));
    }

    /** Calls {@code reducer} once per group with all its records. */
    public <R> GroupReduceOperator<T, R> reduceGroup(GroupReduceFunction<T, R> reducer) {
        return new GroupReduceOperator<>(this, getInputDataSet().clean(reducer));
    }

    /** Any {@code n} records of each group, or all if it has fewer. */
    public GroupReduceOperator<T, T> first(int n) {
        return GroupReduceOperator.first(this, n);
    }

    /** The whole record with the smallest values of the fields, compared one after another; any one of several. */
    public ReduceOperator<T> minBy(int... fields) {
        return reduce(SelectByFields.smallest(getInputDataSet().getType(), fields))
                .name("MinBy");
    }

    /** The whole record with the largest values of the fields. */
    public ReduceOperator<T> maxBy(int... fields) {
        return reduce(SelectByFields.largest(getInputDataSet().getType(), fields))
                .name("MaxBy");
    }

    /** Orders each group by a tuple field. */
    public SortedGrouping<T> sortGroup(int field, Order order) {
        return new SortedGrouping<>(
                this, DataSetKeys.sortField(getInputDataSet().getType(), field, order), false);
    }

    /** Orders each group by a field expression. */
    public SortedGrouping<T> sortGroup(String field, Order order) {
        return new SortedGrouping<>(
                this, DataSetKeys.sortField(getInputDataSet().getType(), field, order), false);
    }

    /** Orders each group by what {@code keySelector} gives. */
    public <K> SortedGrouping<T> sortGroup(KeySelector<T, K> keySelector, Order order) {
        return new SortedGrouping<>(
                this,
                DataSetKeys.sortField(
                        getInputDataSet().getType(), getInputDataSet().clean(keySelector), order),
                true);
    }
}
