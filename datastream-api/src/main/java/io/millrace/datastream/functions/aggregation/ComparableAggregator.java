package io.millrace.datastream.functions.aggregation;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.datastream.runtime.FieldAggregation;

/** Keeps the smallest or largest value of a field, or the record that has it. */
public class ComparableAggregator<T> extends AggregationFunction<T> {
    private static final long serialVersionUID = 1L;

    private final FieldAggregation<T> aggregation;

    /** Of records with equal values, the last is kept. */
    public ComparableAggregator(
            int positionToAggregate,
            TypeInformation<T> typeInfo,
            AggregationType aggregationType,
            ExecutionConfig config) {
        this(positionToAggregate, typeInfo, aggregationType, false, config);
    }

    /** @param first of records with equal values, the first is kept, else the last */
    public ComparableAggregator(
            int positionToAggregate,
            TypeInformation<T> typeInfo,
            AggregationType aggregationType,
            boolean first,
            ExecutionConfig config) {
        this.aggregation = switch (aggregationType) {
            case MIN -> FieldAggregation.min(typeInfo, positionToAggregate);
            case MAX -> FieldAggregation.max(typeInfo, positionToAggregate);
            case MINBY -> FieldAggregation.minBy(typeInfo, positionToAggregate, first);
            case MAXBY -> FieldAggregation.maxBy(typeInfo, positionToAggregate, first);
            case SUM -> throw new IllegalArgumentException("A sum is made by SumAggregator.");
        };
    }

    public ComparableAggregator(
            String field,
            TypeInformation<T> typeInfo,
            AggregationType aggregationType,
            boolean first,
            ExecutionConfig config) {
        this.aggregation = switch (aggregationType) {
            case MIN -> FieldAggregation.min(typeInfo, field);
            case MAX -> FieldAggregation.max(typeInfo, field);
            case MINBY -> FieldAggregation.minBy(typeInfo, field, first);
            case MAXBY -> FieldAggregation.maxBy(typeInfo, field, first);
            case SUM -> throw new IllegalArgumentException("A sum is made by SumAggregator.");
        };
    }

    @Override
    public T reduce(T value1, T value2) throws Exception {
        return aggregation.reduce(value1, value2);
    }
}
