package io.millrace.dataset.operators;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.aggregation.Aggregations;
import io.millrace.dataset.plan.Key;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.dataset.plan.PlanNode;
import io.millrace.operators.group.FieldFold;
import io.millrace.operators.group.TupleAggregation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Built-in aggregations of tuple fields, over a data set or per group. */
public class AggregateOperator<IN> extends SingleInputOperator<IN, IN, AggregateOperator<IN>> {
    private final @Nullable Grouping<IN> grouping;
    private final List<FieldAggregation> aggregations = new ArrayList<>();

    /** Over all records. */
    public AggregateOperator(DataSet<IN> input, Aggregations aggregation, int field) {
        super(input, input.getType());
        this.grouping = null;
        add(aggregation, field);
    }

    /** Per group. */
    public AggregateOperator(Grouping<IN> grouping, Aggregations aggregation, int field) {
        super(grouping.getInputDataSet(), grouping.getInputDataSet().getType());
        this.grouping = grouping;
        add(aggregation, field);
    }

    /** Aggregates a further field. */
    public AggregateOperator<IN> and(Aggregations aggregation, int field) {
        add(aggregation, field);
        return this;
    }

    public AggregateOperator<IN> andSum(int field) {
        return and(Aggregations.SUM, field);
    }

    public AggregateOperator<IN> andMin(int field) {
        return and(Aggregations.MIN, field);
    }

    public AggregateOperator<IN> andMax(int field) {
        return and(Aggregations.MAX, field);
    }

    private void add(Aggregations aggregation, int field) {
        DataSetKeys.checkAggregation(getType(), aggregation, field);
        aggregations.add(new FieldAggregation(aggregation, field));
    }

    @Override
    public PlanNode toPlan(PlanContext plan) {
        Optional<Key> key = Optional.ofNullable(grouping).map(Grouping::key);
        String name = aggregations.stream()
                .map(a -> a.aggregation().name() + "(" + a.field() + ")")
                .collect(Collectors.joining(", ", "Aggregate ", ""));
        return new PlanNode.Reduce(
                info(plan, name), plan.of(getInput()), key, new TupleAggregation<>(folds()), new Configuration(), true);
    }

    private Map<Integer, FieldFold> folds() {
        Map<Integer, FieldFold> folds = new TreeMap<>();
        for (FieldAggregation a : aggregations) {
            FieldFold fold = switch (a.aggregation()) {
                case MIN -> FieldFold.MIN;
                case MAX -> FieldFold.MAX;
                case SUM ->
                    FieldFold.sumOf(DataSetKeys.fieldType(getType(), a.field(), "sum")
                                    .getTypeClass())
                            .orElse(FieldFold.SUM);
            };
            folds.put(a.field(), fold);
        }
        return folds;
    }

    private record FieldAggregation(Aggregations aggregation, int field) {}
}
