package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.types.TypeInformation;

/** Makes a {@link KeyedReduceOperator}; stands behind a hash exchange by the same key. */
public record KeyedReduceFactory<K, T>(
        ReduceFunction<T> function, KeySelector<T, K> keys, TypeInformation<K> keyType, TypeInformation<T> type)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new KeyedReduceOperator<>(function, keys, keyType, type);
    }
}
