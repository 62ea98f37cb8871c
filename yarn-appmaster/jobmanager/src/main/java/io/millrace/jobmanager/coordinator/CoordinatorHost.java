package io.millrace.jobmanager.coordinator;

import io.millrace.control.Message;
import io.millrace.control.Turn;
import io.millrace.control.checkpoint.Manifest.CoordinatorState;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.protocol.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the coordinators of jobs: user code, in order, one at a time per job, and never in an actor's turn. Methods return
 * at once; no bound is promised for how long user code takes. {@link Fact}s arrive at the job's actor, in order per job.
 */
public interface CoordinatorHost {
    /**
     * Makes and starts the coordinators of a job: {@link Started} or {@link Failed} follows. Once per job.
     *
     * @param toEnd whether nothing of the job will run here: an earlier leader had decided how it ends
     */
    void start(JobID job, JobGraph graph, boolean toEnd);

    /** Says something to a job's coordinators, in the order of the calls; dropped if the job is unknown or has ended. */
    void call(JobID job, CoordinatorCall call);

    /** What the coordinators of a job did or want. */
    sealed interface Fact extends Message {
        JobID job();

        void deliverTo(CoordinatorListener listener, Turn turn);
    }

    /** All coordinators of the job are started. */
    record Started(JobID job) implements Fact {
        @Override
        public void deliverTo(CoordinatorListener listener, Turn turn) {
            listener.coordinatorsStarted(this, turn);
        }
    }

    /** Splits for the running attempt of a subtask. */
    record SplitsGiven(JobID job, int vertex, int subtask, List<byte[]> splits, boolean noMore) implements Fact {
        public SplitsGiven {
            splits = List.copyOf(splits);
        }

        @Override
        public void deliverTo(CoordinatorListener listener, Turn turn) {
            listener.word(this, turn);
        }
    }

    /** A message for an operator of the running attempt of a subtask. */
    record Told(JobID job, int vertex, int operator, int subtask, byte[] message) implements Fact {
        @Override
        public void deliverTo(CoordinatorListener listener, Turn turn) {
            listener.word(this, turn);
        }
    }

    /**
     * How the coordinators of a vertex stand behind all that they have said.
     *
     * @param spoken how many {@link SplitsGiven} and {@link Told} there were for the vertex before this: if more have come, it
     *     is not how they stand behind those
     * @param heard how many {@link CoordinatorCall.Said} they have taken in, in this run of the vertex
     * @param states of those that have said or heard anything; empty if they cannot be handed over
     */
    record Stands(JobID job, int vertex, long spoken, long heard, Optional<List<CoordinatorState>> states)
            implements Fact {
        @Override
        public void deliverTo(CoordinatorListener listener, Turn turn) {
            listener.word(this, turn);
        }
    }

    /** A result for the client. */
    record ClientTold(JobID job, String name, byte[] payload) implements Fact {
        @Override
        public void deliverTo(CoordinatorListener listener, Turn turn) {
            listener.clientTold(this, turn);
        }
    }

    /** The job has got further than ever before, and will not go back behind that. */
    record Progressed(JobID job) implements Fact {
        @Override
        public void deliverTo(CoordinatorListener listener, Turn turn) {
            listener.progressed(this, turn);
        }
    }

    /**
     * What follows was said by coordinators that know of the restart.
     *
     * @param number of the {@link CoordinatorCall.Restart} that it answers
     */
    record Restarted(JobID job, int number) implements Fact {
        @Override
        public void deliverTo(CoordinatorListener listener, Turn turn) {
            listener.coordinatorsRestarted(this, turn);
        }
    }

    /** The states of all coordinators at the beginning of a checkpoint; what follows was said after it. */
    record Snapshotted(JobID job, long checkpoint, List<CoordinatorState> states) implements Fact {
        public Snapshotted {
            states = List.copyOf(states);
        }

        @Override
        public void deliverTo(CoordinatorListener listener, Turn turn) {
            listener.coordinatorsSnapshotted(this, turn);
        }
    }

    /**
     * What remains of a region whose tasks have finished.
     *
     * @param accumulators merged
     * @param states of the coordinators that need them to publish, in place of what they had heard
     */
    record Concluded(
            JobID job, int region, int attempt, Map<String, byte[]> accumulators, List<CoordinatorState> states)
            implements Fact {
        public Concluded {
            states = List.copyOf(states);
        }

        @Override
        public void deliverTo(CoordinatorListener listener, Turn turn) {
            listener.concluded(this, turn);
        }
    }

    /** All is published and closed. */
    record Published(JobID job, Map<String, byte[]> accumulators) implements Fact {
        @Override
        public void deliverTo(CoordinatorListener listener, Turn turn) {
            listener.published(this, turn);
        }
    }

    /** All is aborted and closed; errors on the way were logged. */
    record Aborted(JobID job) implements Fact {
        @Override
        public void deliverTo(CoordinatorListener listener, Turn turn) {
            listener.aborted(this, turn);
        }
    }

    /** User code failed, or asked to fail the job. Until {@link CoordinatorCall.Abort}, nothing more is called. */
    record Failed(JobID job, Failure failure) implements Fact {
        @Override
        public void deliverTo(CoordinatorListener listener, Turn turn) {
            listener.coordinatorFailed(this, turn);
        }
    }
}
