package io.millrace.operators.join;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.CoGroupFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.sort.RecordOrder;

/**
 * Makes a {@link CoGroupOperator}. Both inputs come by hash exchanges of their keys.
 *
 * @param leftOrder groups the left records as their keys do
 * @param rightOrder groups the right records as their keys do, in the same order
 * @param leftKeys gives comparable keys ({@link io.millrace.types.key.KeyOrder})
 * @param rightKeys gives comparable keys
 * @param parameters what {@code withParameters} gave; empty if nothing
 */
public record CoGroupFactory<L, R, K, OUT>(
        CoGroupFunction<L, R, OUT> function,
        KeySelector<L, K> leftKeys,
        KeySelector<R, K> rightKeys,
        RecordOrder<L> leftOrder,
        RecordOrder<R> rightOrder,
        TypeInformation<L> leftType,
        TypeInformation<R> rightType,
        Configuration parameters)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new CoGroupOperator<>(this);
    }
}
