package io.millrace.protocol;

import io.millrace.control.checkpoint.StateHandle;
import java.util.List;
import java.util.Optional;

/**
 * What an attempt gave to a checkpoint.
 *
 * @param state empty if there is nothing to restore: no operator of the chain keeps state, and its inputs have not ended.
 *     An attempt whose inputs have ended always has state, so that it ends at once when it is restored
 * @param union some of its state is wanted by every subtask of the vertex, also at the same parallelism (union lists)
 * @param keeping the places in the chain of the operators that keep state
 * @param committing the places of those that make something visible when a checkpoint is complete
 */
public record TaskSnapshot(
        AttemptId attempt,
        Optional<StateHandle> state,
        boolean union,
        List<Integer> keeping,
        List<Integer> committing,
        SnapshotTiming timing) {
    public TaskSnapshot {
        keeping = List.copyOf(keeping);
        committing = List.copyOf(committing);
    }
}
