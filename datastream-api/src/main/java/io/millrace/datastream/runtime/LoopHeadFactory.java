package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.types.TypeInformation;

/**
 * Makes a {@link LoopHeadOperator}.
 *
 * @param loop its number in the program
 * @param maxWaitMs 0 to wait for ever
 */
public record LoopHeadFactory<T>(int loop, long maxWaitMs, TypeInformation<T> type) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new LoopHeadOperator<>(this);
    }
}
