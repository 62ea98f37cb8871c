package io.millrace.operators.sink;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.dataflow.io.OutputFormat;

/** Makes an {@link OutputFormatCoordinator}; stands beside an {@link OutputFormatSinkFactory}. */
public record OutputFormatCoordinatorFactory(OutputFormat<?> format, Configuration parameters)
        implements CoordinatorFactory {
    private static final long serialVersionUID = 1L;

    public OutputFormatCoordinatorFactory(OutputFormat<?> format) {
        this(format, new Configuration());
    }

    @Override
    public Coordinator create() {
        return new OutputFormatCoordinator(format, parameters);
    }
}
