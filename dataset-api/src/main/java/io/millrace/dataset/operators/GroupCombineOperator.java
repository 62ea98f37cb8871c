package io.millrace.dataset.operators;

import io.millrace.dataflow.functions.GroupCombineFunction;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.plan.Key;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.dataset.plan.PlanNode;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls a function with parts of groups, where the records are: nothing is moved. A group may come in several parts, so
 * the results usually go to a {@code groupBy(...).reduceGroup(...)}.
 */
public class GroupCombineOperator<IN, OUT> extends SingleInputUdfOperator<IN, OUT, GroupCombineOperator<IN, OUT>> {
    private final GroupCombineFunction<IN, OUT> function;
    private final @Nullable Grouping<IN> grouping;

    /** All records are one group. */
    public GroupCombineOperator(DataSet<IN> input, GroupCombineFunction<IN, OUT> function) {
        super(input, DataSetTypes.groupCombine(function, input.getType()));
        this.function = function;
        this.grouping = null;
    }

    public GroupCombineOperator(Grouping<IN> grouping, GroupCombineFunction<IN, OUT> function) {
        super(
                grouping.getInputDataSet(),
                DataSetTypes.groupCombine(function, grouping.getInputDataSet().getType()));
        this.function = function;
        this.grouping = grouping;
    }

    @Override
    public PlanNode toPlan(PlanContext plan) {
        Optional<Key> key = Optional.ofNullable(grouping).map(Grouping::key);
        Optional<Comparator<?>> order =
                grouping instanceof SortedGrouping<IN> sorted ? Optional.of(sorted.order()) : Optional.empty();
        return new PlanNode.GroupCombine(
                udfInfo(plan, "GroupCombine"), plan.of(getInput()), key, order, function, parameters());
    }
}
