package io.millrace.datastream.runtime;

/** Makes a {@link SinkFunctionOperator}. */
public record SinkFunctionFactory<IN>(SinkFunction<IN> function) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new SinkFunctionOperator<>(function);
    }
}
