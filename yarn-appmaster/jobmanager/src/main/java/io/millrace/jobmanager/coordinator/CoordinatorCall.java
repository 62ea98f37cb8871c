package io.millrace.jobmanager.coordinator;

import io.millrace.control.checkpoint.Manifest.CoordinatorState;
import io.millrace.protocol.Standing;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a job has to say to its coordinators, after they were started. */
public sealed interface CoordinatorCall {
    /** An attempt runs; for all coordinators of its vertex. */
    record AttemptStarted(int vertex, int subtask, int attempt) implements CoordinatorCall {}

    /** The source at the head of a vertex wants a split. */
    record SplitRequested(int vertex, int subtask, String host) implements CoordinatorCall {}

    /** An operator has a message. */
    record Said(int vertex, int operator, int subtask, byte[] message) implements CoordinatorCall {}

    /**
     * All tasks of these vertices were stopped, for their operators to run anew; answered by {@link
     * CoordinatorHost.Restarted}. Repeating it changes nothing.
     *
     * @param number names this call in the answer
     * @param restore the states of a checkpoint that the operators go on from; empty if they begin with nothing
     */
    record Restart(int number, Set<Integer> vertices, Optional<List<CoordinatorState>> restore)
            implements CoordinatorCall {
        public Restart {
            vertices = Collections.unmodifiableSet(new TreeSet<>(vertices));
        }

        /** The operators begin with nothing. */
        public Restart(int number, Set<Integer> vertices) {
            this(number, vertices, Optional.empty());
        }
    }

    /** From now on {@link CoordinatorHost.Stands} follows whatever is said to tasks. */
    record TellStandings() implements CoordinatorCall {}

    /** The tasks of a vertex run on that the coordinators of an earlier leader knew: these go on where those stood. */
    record TakeOver(Standing standing) implements CoordinatorCall {}

    /**
     * All tasks of a region have finished; answered by {@link CoordinatorHost.Concluded}.
     *
     * @param accumulators of each attempt, to be merged
     */
    record Finish(int region, int attempt, Set<Integer> vertices, List<Map<String, byte[]>> accumulators)
            implements CoordinatorCall {
        public Finish {
            vertices = Collections.unmodifiableSet(new TreeSet<>(vertices));
            accumulators = List.copyOf(accumulators);
        }
    }

    /** All tasks of a region had finished under an earlier leader: what its coordinators had answered then. */
    record TakeOverFinished(List<CoordinatorState> states) implements CoordinatorCall {
        public TakeOverFinished {
            states = List.copyOf(states);
        }
    }

    /** A checkpoint begins; answered by {@link CoordinatorHost.Snapshotted}. */
    record Snapshot(long checkpoint) implements CoordinatorCall {}

    /** A checkpoint is complete. */
    record CheckpointCompleted(long checkpoint) implements CoordinatorCall {}

    /**
     * All tasks have finished: publish and close. Answered by {@link CoordinatorHost.Published}.
     *
     * @param attempts for each vertex and each of its subtasks, the attempt that finished
     * @param accumulators of each region, to be merged
     */
    record Publish(List<List<Integer>> attempts, List<Map<String, byte[]>> accumulators) implements CoordinatorCall {
        public Publish {
            attempts = List.copyOf(attempts);
            accumulators = List.copyOf(accumulators);
        }
    }

    /** The job has failed or was cancelled: abort and close. Always answered by {@link CoordinatorHost.Aborted}. */
    record Abort() implements CoordinatorCall {}
}
