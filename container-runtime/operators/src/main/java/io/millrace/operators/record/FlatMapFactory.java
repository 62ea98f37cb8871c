package io.millrace.operators.record;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.FlatMapFunction;

/**
 * Makes a {@link FlatMapOperator}.
 *
 * @param parameters what {@code withParameters} gave; empty if nothing
 */
public record FlatMapFactory<IN, OUT>(FlatMapFunction<IN, OUT> function, Configuration parameters)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    public FlatMapFactory(FlatMapFunction<IN, OUT> function) {
        this(function, new Configuration());
    }

    @Override
    public Operator create() {
        return new FlatMapOperator<>(function, parameters);
    }

    @Override
    public int memoryWeight() {
        return 0;
    }
}
