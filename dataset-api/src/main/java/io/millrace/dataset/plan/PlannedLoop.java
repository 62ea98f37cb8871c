package io.millrace.dataset.plan;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.iterations.superstep.LoopRules;
import java.util.List;
import java.util.Optional;

/**
 * A loop that is being planned: operators that read records of it belong to it.
 *
 * @param head its operator, which names the loop
 */
record PlannedLoop(Handle head, LoopRules rules) {
    /**
     * The loop that an operator with these inputs is in.
     *
     * @throws InvalidProgramException if they are of several
     */
    static Optional<PlannedLoop> of(List<Flow> inputs) {
        Optional<PlannedLoop> found = Optional.empty();
        for (Flow input : inputs) {
            if (input.loop().isPresent()) {
                PlannedLoop one = input.loop().get();
                if (found.isPresent() && !found.get().head().equals(one.head())) {
                    throw nested(found.get().rules().name(), one.rules().name());
                }
                found = input.loop();
            }
        }
        return found;
    }

    static InvalidProgramException nested(String one, String other) {
        return new InvalidProgramException("Nested iterations are currently not supported: the iterations '" + one
                + "' and '" + other
                + "' depend on each other's supersteps. The result of one (closeWith) may be used in"
                + " the step of another only if it does not depend on that other's partial solution.");
    }
}
