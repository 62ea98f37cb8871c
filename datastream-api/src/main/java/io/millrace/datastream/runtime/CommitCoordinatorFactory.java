package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.datastream.sink.SupportsCommitter;

/** Makes the {@link CommitCoordinator} of a sink; stands beside a {@link SinkWriterFactory}. */
public record CommitCoordinatorFactory<C>(SupportsCommitter<C> sink) implements CoordinatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Coordinator create() {
        return new CommitCoordinator<>(sink);
    }
}
