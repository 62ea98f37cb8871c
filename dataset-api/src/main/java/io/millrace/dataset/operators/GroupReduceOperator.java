package io.millrace.dataset.operators;

import io.millrace.dataflow.functions.CombineFunction;
import io.millrace.dataflow.functions.GroupCombineFunction;
import io.millrace.dataflow.functions.GroupReduceFunction;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.plan.Info;
import io.millrace.dataset.plan.Key;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.dataset.plan.PlanNode;
import io.millrace.operators.sort.CombineToOne;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The data set of {@code reduceGroup} and {@code first}. */
public class GroupReduceOperator<IN, OUT> extends SingleInputUdfOperator<IN, OUT, GroupReduceOperator<IN, OUT>> {
    private final @Nullable GroupReduceFunction<IN, OUT> function;
    private final @Nullable Grouping<IN> grouping;
    private final int firstCount;
    private boolean combinable = true;

    /** One call over all records. */
    public GroupReduceOperator(DataSet<IN> input, GroupReduceFunction<IN, OUT> function) {
        this(input, DataSetTypes.groupReduce(function, input.getType()), function, null, 0);
    }

    /** One call per group. */
    public GroupReduceOperator(Grouping<IN> grouping, GroupReduceFunction<IN, OUT> function) {
        this(
                grouping.getInputDataSet(),
                DataSetTypes.groupReduce(function, grouping.getInputDataSet().getType()),
                function,
                grouping,
                0);
    }

    private GroupReduceOperator(
            DataSet<IN> input,
            TypeInformation<OUT> type,
            @Nullable GroupReduceFunction<IN, OUT> function,
            @Nullable Grouping<IN> grouping,
            int firstCount) {
        super(input, type);
        this.function = function;
        this.grouping = grouping;
        this.firstCount = firstCount;
    }

    /** The first {@code n} records of each group. */
    static <T> GroupReduceOperator<T, T> first(Grouping<T> grouping, int n) {
        DataSet<T> input = grouping.getInputDataSet();
        return new GroupReduceOperator<>(input, input.getType(), null, grouping, checkedCount(n));
    }

    /** The first {@code n} records of the whole. */
    public static <T> GroupReduceOperator<T, T> first(DataSet<T> input, int n) {
        return new GroupReduceOperator<>(input, input.getType(), null, null, checkedCount(n));
    }

    private static int checkedCount(int n) {
        if (n < 1) {
            throw new io.millrace.dataflow.InvalidProgramException(
                    "Parameter \"n\" of first(n) must be greater than 0, found " + n + ".");
        }
        return n;
    }

    /** Whether the function's {@code combine}, if it has one, may make groups smaller before they are sent. */
    public GroupReduceOperator<IN, OUT> setCombinable(boolean newCombinable) {
        this.combinable = newCombinable;
        return this;
    }

    @Override
    public PlanNode toPlan(PlanContext plan) {
        Optional<Key> key = Optional.ofNullable(grouping).map(Grouping::key);
        Optional<Comparator<?>> order =
                grouping instanceof SortedGrouping<IN> sorted ? Optional.of(sorted.order()) : Optional.empty();
        if (function == null) {
            Info info = info(plan, "First " + firstCount);
            return new PlanNode.First(info, plan.of(getInput()), key, order, firstCount);
        }
        return new PlanNode.GroupReduce(
                udfInfo(plan, "GroupReduce"), plan.of(getInput()), key, order, function, parameters(), combiner());
    }

    private Optional<GroupCombineFunction<?, ?>> combiner() {
        if (combinable && function instanceof GroupCombineFunction<?, ?> own) {
            return Optional.of(own);
        }
        return combinable && function instanceof CombineFunction<?, ?> own
                ? Optional.of(new CombineToOne<>(own))
                : Optional.empty();
    }
}
