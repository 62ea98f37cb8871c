package io.millrace.operators.group;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.types.TypeInformation;

/**
 * Makes a {@link CombineOperator}, to stand before the hash exchange that leads to a {@link ReduceFactory}.
 *
 * @param parameters what {@code withParameters} gave; empty if nothing
 */
public record CombineFactory<T, K>(
        ReduceFunction<T> function, KeySelector<T, K> keys, TypeInformation<T> type, Configuration parameters)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    public CombineFactory(ReduceFunction<T> function, KeySelector<T, K> keys, TypeInformation<T> type) {
        this(function, keys, type, new Configuration());
    }

    @Override
    public Operator create() {
        FoldLayout<T> layout = FoldLayout.of(function, keys, type);
        if (layout == null) {
            return new CombineOperator<>(function, keys, type, parameters);
        }
        return layout.hasObjectKey()
                ? new ObjectFoldCombineOperator<>(layout, type)
                : new FoldCombineOperator<>(layout, type);
    }
}
