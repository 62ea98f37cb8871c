package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.datastream.source.Source;
import io.millrace.datastream.source.SourceSplit;

/** Makes the {@link SourceCoordinator} of a source; stands beside a {@link SourceReaderOperatorFactory}. */
public record SourceCoordinatorFactory<S extends SourceSplit, C>(Source<?, S, C> source) implements CoordinatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Coordinator create() {
        return new SourceCoordinator<>(source);
    }
}
