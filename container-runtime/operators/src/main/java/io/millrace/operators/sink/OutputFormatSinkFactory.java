package io.millrace.operators.sink;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.io.FileOutputFormat;
import io.millrace.dataflow.io.OutputFormat;

/**
 * Makes an {@link OutputFormatSink}. Its node needs an {@link OutputFormatCoordinatorFactory} with the same format.
 *
 * @param parameters what {@code withParameters} gave; empty if nothing
 */
public record OutputFormatSinkFactory<T>(OutputFormat<T> format, Configuration parameters) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    public OutputFormatSinkFactory(OutputFormat<T> format) {
        this(format, new Configuration());
    }

    @Override
    public Operator create() {
        return new OutputFormatSink<>(format, parameters);
    }

    /** Files are written without long waits; of other formats (a database, a service) nothing is known. */
    @Override
    public boolean blocks() {
        return !(format instanceof FileOutputFormat);
    }

    @Override
    public int memoryWeight() {
        return 0;
    }
}
