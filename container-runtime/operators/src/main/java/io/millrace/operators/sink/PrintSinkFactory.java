package io.millrace.operators.sink;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;

/**
 * Makes a {@link PrintSink}.
 *
 * @param identifier what stands before each line; may be empty
 */
public record PrintSinkFactory(String identifier, boolean toStandardError) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new PrintSink<>(identifier, toStandardError);
    }

    @Override
    public int memoryWeight() {
        return 0;
    }
}
