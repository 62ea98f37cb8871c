package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;

/**
 * Makes a {@link LoopInputOperator}.
 *
 * @param loop its number in the program
 */
public record LoopInputFactory<T>(int loop) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new LoopInputOperator<T>(loop);
    }
}
