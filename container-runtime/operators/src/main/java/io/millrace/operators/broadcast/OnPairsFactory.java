package io.millrace.operators.broadcast;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.Function;

/**
 * Makes an {@link OnPairsOperator}.
 *
 * @param parameters what {@code withParameters} gave; empty if nothing
 */
public record OnPairsFactory(Function function, PairCall call, Configuration parameters) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new OnPairsOperator(this);
    }
}
