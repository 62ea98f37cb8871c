package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.datastream.functions.co.KeyedCoProcessFunction;

/** Makes a {@link KeyedCoProcessOperator}; both inputs stand behind hash exchanges by these keys. */
public record KeyedCoProcessFactory<K, L, R, OUT>(
        KeyedCoProcessFunction<K, L, R, OUT> function,
        KeySelector<L, K> leftKeys,
        KeySelector<R, K> rightKeys,
        TypeInformation<K> keyType)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new KeyedCoProcessOperator<>(function, leftKeys, rightKeys, keyType);
    }
}
