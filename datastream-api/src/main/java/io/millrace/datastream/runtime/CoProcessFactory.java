package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.datastream.functions.co.CoProcessFunction;

/** Makes a {@link CoProcessOperator}. */
public record CoProcessFactory<L, R, OUT>(CoProcessFunction<L, R, OUT> function) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new CoProcessOperator<>(function);
    }
}
