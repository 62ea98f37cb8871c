package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.AggregateFunction;
import io.millrace.dataflow.types.TypeInformation;

/**
 * Makes an {@link AggregatePartitionOperator}.
 *
 * @param nothingOfNothing whether a partition without records has no result
 */
public record AggregatePartitionFactory<IN, ACC, OUT>(
        AggregateFunction<IN, ACC, OUT> function,
        TypeInformation<IN> type,
        TypeInformation<ACC> accumulator,
        boolean nothingOfNothing)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new AggregatePartitionOperator<>(this);
    }
}
