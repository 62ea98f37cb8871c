package io.millrace.protocol;

import io.millrace.control.checkpoint.StateHandle;
import java.util.List;

/**
 * What the attempts of a deployment begin with.
 *
 * @param checkpoint from which it is; counting goes on behind it
 * @param states all that any attempt of this deployment needs. Those of the attempt's vertex concern it: at the same
 *     parallelism its own subtask's (keyed state, split and broadcast lists) and union lists of the others that are named;
 *     at another parallelism those parts of each whose key groups are its own, and its share of the lists
 */
public record Restore(long checkpoint, List<SubtaskState> states) {
    public Restore {
        states = List.copyOf(states);
    }

    /**
     * The state of one subtask of the run that took the checkpoint.
     *
     * @param vertex of the graph that is deployed
     * @param subtask its number then
     * @param parallelism of the vertex then; with {@code subtask} and the vertex's maximum parallelism it gives the range of
     *     key groups ({@link io.millrace.dataflow.state.KeyGroupRangeAssignment})
     */
    public record SubtaskState(int vertex, int subtask, int parallelism, StateHandle state) {
        public SubtaskState {
            if (subtask < 0 || subtask >= parallelism) {
                throw new IllegalArgumentException("subtask state of vertex " + vertex + ": expected 0 <= subtask < "
                        + parallelism + ", found " + subtask);
            }
        }
    }
}
