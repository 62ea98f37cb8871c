package io.millrace.operators.sink;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.types.TypeInformation;

/** Makes a {@link CollectSink}. Its node needs a {@link CollectCoordinatorFactory}. */
public record CollectSinkFactory<T>(TypeInformation<T> type) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new CollectSink<>(type);
    }

    @Override
    public int memoryWeight() {
        return 0;
    }
}
