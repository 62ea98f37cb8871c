package io.millrace.operators.join;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.CrossFunction;
import io.millrace.dataflow.types.TypeInformation;

/**
 * Makes a {@link CrossOperator}. The kept side is broadcast, the other comes as it is.
 *
 * @param keepsLeft whether the left input is the broadcast one, else the right
 * @param parameters what {@code withParameters} gave; empty if nothing
 */
public record CrossFactory<L, R, OUT>(
        CrossFunction<L, R, OUT> function,
        boolean keepsLeft,
        TypeInformation<L> leftType,
        TypeInformation<R> rightType,
        Configuration parameters)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new CrossOperator<>(this);
    }
}
