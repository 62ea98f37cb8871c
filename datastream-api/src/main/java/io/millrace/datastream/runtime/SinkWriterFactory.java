package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.datastream.sink.Sink;

/**
 * Makes a {@link SinkWriterOperator}.
 *
 * @param batch true in batch mode: there are no checkpoints, whatever the settings say
 */
public record SinkWriterFactory<IN>(Sink<IN> sink, boolean batch) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new SinkWriterOperator<>(sink, batch);
    }
}
