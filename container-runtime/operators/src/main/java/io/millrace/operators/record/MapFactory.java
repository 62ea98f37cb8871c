package io.millrace.operators.record;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.MapFunction;

/**
 * Makes a {@link MapOperator}.
 *
 * @param parameters what {@code withParameters} gave; empty if nothing
 */
public record MapFactory<IN, OUT>(MapFunction<IN, OUT> function, Configuration parameters) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    public MapFactory(MapFunction<IN, OUT> function) {
        this(function, new Configuration());
    }

    @Override
    public Operator create() {
        return new MapOperator<>(function, parameters);
    }

    @Override
    public int memoryWeight() {
        return 0;
    }
}
