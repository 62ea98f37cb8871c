package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.eventtime.WatermarkStrategy;

/**
 * Makes a {@link WatermarkOperator}.
 *
 * @param finalOnly true in batch mode: timestamps are given, but the only watermark is the last
 */
public record WatermarkFactory<T>(WatermarkStrategy<T> strategy, boolean finalOnly) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new WatermarkOperator<>(strategy, finalOnly);
    }
}
