package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.datastream.source.Source;
import io.millrace.datastream.source.SourceSplit;

/**
 * Makes a {@link SourceReaderOperator}. Its node needs a {@link SourceCoordinatorFactory} of the same source.
 *
 * @param finalOnly true in batch mode: timestamps are given, but the only watermark is the last
 */
public record SourceReaderOperatorFactory<T, S extends SourceSplit>(
        Source<T, S, ?> source, WatermarkStrategy<T> strategy, boolean finalOnly) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new SourceReaderOperator<>(source, strategy, finalOnly);
    }
}
