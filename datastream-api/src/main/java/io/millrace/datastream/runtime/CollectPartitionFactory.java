package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.MapPartitionFunction;
import io.millrace.dataflow.types.TypeInformation;

/** Makes a {@link CollectPartitionOperator}. */
public record CollectPartitionFactory<IN, OUT>(MapPartitionFunction<IN, OUT> function, TypeInformation<IN> type)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new CollectPartitionOperator<>(function, type);
    }
}
