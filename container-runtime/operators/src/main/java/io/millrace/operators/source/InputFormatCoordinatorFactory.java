package io.millrace.operators.source;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.dataflow.io.InputFormat;
import io.millrace.dataflow.io.InputSplit;

/** Makes an {@link InputFormatCoordinator}; stands beside an {@link InputFormatSourceFactory}. */
public record InputFormatCoordinatorFactory<S extends InputSplit>(InputFormat<?, S> format, Configuration parameters)
        implements CoordinatorFactory {
    private static final long serialVersionUID = 1L;

    public InputFormatCoordinatorFactory(InputFormat<?, S> format) {
        this(format, new Configuration());
    }

    @Override
    public Coordinator create() {
        return new InputFormatCoordinator<>(format, parameters);
    }
}
