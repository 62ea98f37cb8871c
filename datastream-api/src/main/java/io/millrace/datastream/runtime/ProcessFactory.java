package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.datastream.functions.ProcessFunction;

/** Makes a {@link ProcessOperator}. */
public record ProcessFactory<IN, OUT>(ProcessFunction<IN, OUT> function) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new ProcessOperator<>(function);
    }
}
