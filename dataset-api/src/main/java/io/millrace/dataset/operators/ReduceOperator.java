package io.millrace.dataset.operators;

import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.operators.base.ReduceOperatorBase.CombineHint;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.plan.Key;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.dataset.plan.PlanNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The data set of {@link DataSet#reduce} and of {@link UnsortedGrouping#reduce}. */
public class ReduceOperator<T> extends SingleInputUdfOperator<T, T, ReduceOperator<T>> {
    private final ReduceFunction<T> function;
    private final @Nullable Grouping<T> grouping;
    private CombineHint hint = CombineHint.OPTIMIZER_CHOOSES;

    /** Over all records. */
    public ReduceOperator(DataSet<T> input, ReduceFunction<T> function) {
        super(input, input.getType());
        this.function = function;
        this.grouping = null;
    }

    /** Per group. */
    public ReduceOperator(Grouping<T> grouping, ReduceFunction<T> function) {
        super(grouping.getInputDataSet(), grouping.getInputDataSet().getType());
        this.function = function;
        this.grouping = grouping;
    }

    /** Whether and how groups are made smaller before they are sent; never changes the result. */
    public ReduceOperator<T> setCombineHint(CombineHint strategy) {
        this.hint = strategy;
        return this;
    }

    @Override
    public PlanNode toPlan(PlanContext plan) {
        Optional<Key> key = Optional.ofNullable(grouping).map(Grouping::key);
        return new PlanNode.Reduce(
                udfInfo(plan, "Reduce"), plan.of(getInput()), key, function, parameters(), hint != CombineHint.NONE);
    }
}
