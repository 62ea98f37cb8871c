package io.millrace.operators.group;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.types.TypeInformation;

/**
 * Makes a {@link ReduceOperator}: the final reduce of each key, behind a hash exchange by the same key.
 *
 * @param parameters what {@code withParameters} gave; empty if nothing
 */
public record ReduceFactory<T, K>(
        ReduceFunction<T> function, KeySelector<T, K> keys, TypeInformation<T> type, Configuration parameters)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    public ReduceFactory(ReduceFunction<T> function, KeySelector<T, K> keys, TypeInformation<T> type) {
        this(function, keys, type, new Configuration());
    }

    @Override
    public Operator create() {
        FoldLayout<T> layout = FoldLayout.of(function, keys, type);
        return layout == null || layout.hasObjectKey()
                ? new ReduceOperator<>(function, keys, type, parameters)
                : new FoldReduceOperator<>(layout, new ReduceOperator<>(function, keys, type, parameters));
    }
}
