package io.millrace.datastream.functions.aggregation;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.datastream.runtime.FieldAggregation;

/** Adds up a field; the other fields are those of the first record. */
public class SumAggregator<T> extends AggregationFunction<T> {
    private static final long serialVersionUID = 1L;

    private final FieldAggregation<T> aggregation;

    /** @throws IllegalArgumentException if the field is no number */
    public SumAggregator(int pos, TypeInformation<T> typeInfo, ExecutionConfig config) {
        this.aggregation = FieldAggregation.sum(typeInfo, pos);
    }

    public SumAggregator(String field, TypeInformation<T> typeInfo, ExecutionConfig config) {
        this.aggregation = FieldAggregation.sum(typeInfo, field);
    }

    @Override
    public T reduce(T value1, T value2) throws Exception {
        return aggregation.reduce(value1, value2);
    }
}
