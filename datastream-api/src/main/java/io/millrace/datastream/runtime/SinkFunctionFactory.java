package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.datastream.functions.sink.SinkFunction;

/**
 * Makes a {@link SinkFunctionOperator}.
 *
 * @param batch true in batch mode: there are no checkpoints, whatever the settings say
 */
public record SinkFunctionFactory<IN>(SinkFunction<IN> function, boolean batch) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new SinkFunctionOperator<>(function, batch);
    }
}
