package io.millrace.operators.sink;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;

/**
 * Makes a {@link CountSink}.
 *
 * @param accumulatorName under which the job's result has the count, a {@code Long}
 */
public record CountSinkFactory(String accumulatorName) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new CountSink<>(accumulatorName);
    }

    @Override
    public int memoryWeight() {
        return 0;
    }
}
