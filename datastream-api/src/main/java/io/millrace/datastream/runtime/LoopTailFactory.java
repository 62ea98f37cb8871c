package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.types.TypeInformation;

/**
 * Makes a {@link LoopTailOperator}.
 *
 * @param loop its number in the program
 */
public record LoopTailFactory<T>(int loop, TypeInformation<T> type) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new LoopTailOperator<>(loop, type);
    }
}
