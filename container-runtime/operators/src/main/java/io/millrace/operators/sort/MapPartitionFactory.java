package io.millrace.operators.sort;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.MapPartitionFunction;
import io.millrace.dataflow.types.TypeInformation;

/**
 * Makes a {@link MapPartitionOperator}.
 *
 * @param parameters what {@code withParameters} gave; empty if nothing
 */
public record MapPartitionFactory<IN, OUT>(
        MapPartitionFunction<IN, OUT> function, TypeInformation<IN> type, Configuration parameters)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new MapPartitionOperator<>(function, type, parameters);
    }
}
