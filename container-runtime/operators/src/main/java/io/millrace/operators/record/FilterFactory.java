package io.millrace.operators.record;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.FilterFunction;

/**
 * Makes a {@link FilterOperator}.
 *
 * @param parameters what {@code withParameters} gave; empty if nothing
 */
public record FilterFactory<IN>(FilterFunction<IN> function, Configuration parameters) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    public FilterFactory(FilterFunction<IN> function) {
        this(function, new Configuration());
    }

    @Override
    public Operator create() {
        return new FilterOperator<>(function, parameters);
    }

    @Override
    public int memoryWeight() {
        return 0;
    }
}
