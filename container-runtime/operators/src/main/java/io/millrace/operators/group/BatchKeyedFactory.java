package io.millrace.operators.group;

import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.TypeInformation;

/**
 * Makes a {@link BatchKeyedOperator} around what another factory makes.
 *
 * @param wrapped makes a {@link OneInputOperator} that is {@link KeyByKey}
 * @param type of the input records
 */
public record BatchKeyedFactory<K, IN>(OperatorFactory wrapped, KeySelector<IN, K> keys, TypeInformation<IN> type)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("unchecked")
    public Operator create() {
        return new BatchKeyedOperator<>((OneInputOperator<IN, Object>) wrapped.create(), keys, type);
    }

    @Override
    public boolean blocks() {
        return wrapped.blocks();
    }
}
