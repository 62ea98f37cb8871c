package io.millrace.operators.sink;

import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorFactory;

/**
 * Makes a {@link CollectCoordinator}; stands beside a {@link CollectSinkFactory}.
 *
 * @param name under which the client hears the rows
 */
public record CollectCoordinatorFactory(String name) implements CoordinatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Coordinator create() {
        return new CollectCoordinator(name);
    }
}
