package io.millrace.datastream.runtime;

/** Makes a {@link CoProcessOperator}. */
public record CoProcessFactory<L, R, OUT>(CoProcessFunction<L, R, OUT> function) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new CoProcessOperator<>(function);
    }
}
