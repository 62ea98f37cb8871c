package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.datastream.functions.KeyedProcessFunction;

/** Makes a {@link KeyedProcessOperator}; stands behind a hash exchange by the same key. */
public record KeyedProcessFactory<K, IN, OUT>(
        KeyedProcessFunction<K, IN, OUT> function, KeySelector<IN, K> keys, TypeInformation<K> keyType)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new KeyedProcessOperator<>(function, keys, keyType);
    }
}
