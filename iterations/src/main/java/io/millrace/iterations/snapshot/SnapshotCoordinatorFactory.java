package io.millrace.iterations.snapshot;

import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorFactory;

/**
 * Makes the {@link SnapshotCoordinator} of a loop.
 *
 * @param directory of the loop's own, in that of the job
 */
public record SnapshotCoordinatorFactory(String directory) implements CoordinatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Coordinator create() {
        return new SnapshotCoordinator(directory);
    }
}
