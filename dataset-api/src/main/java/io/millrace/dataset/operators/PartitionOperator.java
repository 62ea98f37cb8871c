package io.millrace.dataset.operators;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.dataset.plan.PlanNode;
import org.jspecify.annotations.Nullable;

/** The same records, spread over subtasks in another way. */
public class PartitionOperator<T> extends SingleInputOperator<T, T, PartitionOperator<T>> {
    private final @Nullable ExchangePattern pattern;
    private final @Nullable RangePartitioning ranges;
    private final String what;
    private Order[] orders = new Order[0];

    public PartitionOperator(DataSet<T> input, ExchangePattern pattern, String what) {
        super(input, input.getType());
        this.pattern = pattern;
        this.ranges = null;
        this.what = what;
    }

    /** Ranges of keys, one for each subtask. */
    public PartitionOperator(DataSet<T> input, RangePartitioning ranges) {
        super(input, input.getType());
        this.pattern = null;
        this.ranges = ranges;
        this.what = "Partition by range of " + ranges.key().description();
    }

    /**
     * In which order ranges follow each other, for each key field; ascending if this is not called.
     *
     * @throws InvalidProgramException if these are no ranges, or there are more or fewer fields
     */
    public PartitionOperator<T> withOrders(Order... newOrders) {
        if (ranges == null) {
            throw new InvalidProgramException("Only a range partitioning has an order, not: " + what);
        }
        ranges.checkOrders(newOrders);
        this.orders = newOrders.clone();
        return this;
    }

    @Override
    public PlanNode toPlan(PlanContext plan) {
        if (ranges != null) {
            int partitions = plan.parallelism(getParallelism());
            String name = getName();
            return plan.of(ranges.of(getInput(), partitions, orders).name(name == null ? what : name));
        }
        if (pattern == null) {
            throw new IllegalStateException("neither a pattern nor ranges: " + what);
        }
        return new PlanNode.Repartition(info(plan, what), plan.of(getInput()), pattern);
    }
}
