package io.millrace.datastream.runtime;

/** Makes a {@link ProcessOperator}. */
public record ProcessFactory<IN, OUT>(ProcessFunction<IN, OUT> function) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new ProcessOperator<>(function);
    }
}
