package io.millrace.operators.source;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.io.FileInputFormat;
import io.millrace.dataflow.io.InputFormat;
import io.millrace.dataflow.io.InputSplit;
import io.millrace.dataflow.types.TypeInformation;

/**
 * Makes an {@link InputFormatSource}. Its node needs an {@link InputFormatCoordinatorFactory} with the same format.
 *
 * @param parameters what {@code withParameters} gave; empty if nothing
 */
public record InputFormatSourceFactory<T, S extends InputSplit>(
        InputFormat<T, S> format, TypeInformation<T> type, Configuration parameters) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    public InputFormatSourceFactory(InputFormat<T, S> format, TypeInformation<T> type) {
        this(format, type, new Configuration());
    }

    @Override
    public Operator create() {
        return new InputFormatSource<>(format, parameters, type);
    }

    /** Files are read without long waits; of other formats (a database, a service) nothing is known. */
    @Override
    public boolean blocks() {
        return !(format instanceof FileInputFormat);
    }
}
