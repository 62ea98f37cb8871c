package io.millrace.operators.sink;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.types.TypeInformation;

/**
 * Makes an {@link AccumulatorSink}.
 *
 * @param accumulatorName under which the job's result has the batches of rows, an {@code ArrayList<byte[]>}
 */
public record AccumulatorSinkFactory<T>(String accumulatorName, TypeInformation<T> type) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new AccumulatorSink<>(accumulatorName, type);
    }

    @Override
    public int memoryWeight() {
        return 0;
    }
}
