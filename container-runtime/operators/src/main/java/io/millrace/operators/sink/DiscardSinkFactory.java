package io.millrace.operators.sink;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;

/** Makes a {@link DiscardSink}. */
public record DiscardSinkFactory() implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new DiscardSink<>();
    }

    @Override
    public int memoryWeight() {
        return 0;
    }
}
