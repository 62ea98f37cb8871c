package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.datastream.sink.SupportsCommitter;

/**
 * Makes the {@link CommitCoordinator} of a sink; stands beside a {@link SinkWriterFactory}.
 *
 * @param batch true in batch mode: there are no checkpoints, whatever the settings say
 */
public record CommitCoordinatorFactory<C>(SupportsCommitter<C> sink, boolean batch) implements CoordinatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Coordinator create() {
        return new CommitCoordinator<>(sink, batch);
    }
}
