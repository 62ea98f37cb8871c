package io.millrace.iterations.step;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;

/** Makes a {@link UnionOperator}. */
public record UnionFactory() implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new UnionOperator<>();
    }

    @Override
    public int memoryWeight() {
        return 0;
    }
}
