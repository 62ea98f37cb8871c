package io.millrace.operators.group;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.TypeInformation;

/** Makes a {@link DistinctOperator}, behind a hash exchange by the same key. */
public record DistinctFactory<T, K>(KeySelector<T, K> keys, TypeInformation<T> type) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new DistinctOperator<>(keys, type);
    }
}
