package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.datastream.functions.source.SourceFunction;

/**
 * Makes a {@link SourceFunctionOperator}.
 *
 * @param finalOnly true in batch mode: the source's own watermarks do not count
 */
public record SourceFunctionFactory<OUT>(SourceFunction<OUT> function, boolean finalOnly) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new SourceFunctionOperator<>(function, finalOnly);
    }

    /** It owns its loop. */
    @Override
    public boolean blocks() {
        return true;
    }
}
