package io.millrace.protocol;

import io.millrace.control.checkpoint.StateHandle;
import java.util.Optional;

/**
 * What an attempt gave to a checkpoint.
 *
 * @param state empty if there is nothing to restore: no operator of the chain keeps state, and its inputs have not ended.
 *     An attempt whose inputs have ended always has state, so that it ends at once when it is restored
 * @param union some of its state is wanted by every subtask of the vertex, also at the same parallelism (union lists)
 */
public record TaskSnapshot(
        AttemptId attempt, Optional<StateHandle> state, boolean union, SnapshotTiming timing) {}
