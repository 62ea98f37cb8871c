package io.millrace.taskmanager.control;

import io.millrace.control.Message;
import io.millrace.dataflow.JobID;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Failure;
import io.millrace.protocol.PartitionId;
import io.millrace.protocol.Placements;
import io.millrace.protocol.Restore;
import io.millrace.protocol.TaskMeasures;
import io.millrace.protocol.TaskSnapshot;
import io.millrace.protocol.TaskState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the tasks of one TaskManager. Methods return at once; what happens comes back as {@link Fact}s to the TaskManager's
 * actor, in order per attempt. It promises no bound for how long user code takes to open, step or close.
 */
public interface TaskRunner {
    /**
     * Opens and runs attempts. Deploying an attempt again is a mistake of the caller.
     *
     * @param graph the serialised job graph
     * @param restore what they go on from; empty if they begin with nothing
     */
    void deploy(JobID job, byte[] graph, List<AttemptId> attempts, Placements placements, Optional<Restore> restore);

    /** Deploys attempts that begin with nothing. */
    default void deploy(JobID job, byte[] graph, List<AttemptId> attempts, Placements placements) {
        deploy(job, graph, attempts, placements, Optional.empty());
    }

    /** Cancels an attempt; ends in a terminal {@link Moved}, also when it is unknown or has ended. */
    void cancel(AttemptId attempt, String reason);

    /** Dropped if the attempt does not run. */
    void giveSplits(AttemptId attempt, List<byte[]> splits, boolean noMore);

    /** Dropped if the attempt does not run. */
    void tell(AttemptId attempt, int operator, byte[] message);

    /**
     * Takes a checkpoint: answered by {@link Taken}, once all these attempts have given their part or have finished, or by
     * {@link Declined}. Comes in the order of the checkpoints' numbers, each once, and in its place among splits and tells.
     *
     * @param timestamp when it was triggered, milliseconds since the epoch
     * @param directory where its files go; exists
     * @param attempts all of the job that run here
     */
    void triggerCheckpoint(JobID job, long checkpoint, long timestamp, String directory, List<AttemptId> attempts);

    /** This checkpoint, and all earlier ones that were taken, may be committed. Numbers grow from call to call. */
    void checkpointCompleted(JobID job, long checkpoint);

    /** This checkpoint will never be complete. May come for one that was never triggered here, or more than once. */
    void checkpointAborted(JobID job, long checkpoint);

    /** Measures what runs; answered by {@link Measured}, or not at all. */
    default void measure() {}

    /** Drops partitions that were {@link Kept kept}. Those that are not kept are left alone. */
    void release(List<PartitionId> partitions);

    /** The job has ended and none of its attempts runs here: drop its class loader, channels and partitions. */
    void forget(JobID job);

    /** What happens to the tasks. */
    sealed interface Fact extends Message {}

    /**
     * An attempt changed its state.
     *
     * @param failure present if {@code to} is FAILED
     * @param accumulators serialised, by name; filled if {@code to} is FINISHED
     * @param log the last lines of the process's log if {@code to} is FAILED; may be empty
     */
    record Moved(
            AttemptId attempt, TaskState to, Optional<Failure> failure, Map<String, byte[]> accumulators, String log)
            implements Fact {
        /** Without lines of the log. */
        public Moved(AttemptId attempt, TaskState to, Optional<Failure> failure, Map<String, byte[]> accumulators) {
            this(attempt, to, failure, accumulators, "");
        }
    }

    /**
     * A thread of an attempt that does not heed its cancellation cannot be had back, nor what it holds. Comes before the
     * attempt's end.
     *
     * @param reason names the attempt and what was tried
     */
    record LeftBehind(AttemptId attempt, String reason) implements Fact {}

    /** How the running attempts do. */
    record Measured(List<TaskMeasures> tasks) implements Fact {
        public Measured {
            tasks = List.copyOf(tasks);
        }
    }

    /** The source at the head of an attempt wants a split. */
    record SplitWanted(AttemptId attempt) implements Fact {}

    /** An operator has a message for its coordinator. */
    record OperatorSaid(AttemptId attempt, int operator, byte[] message) implements Fact {}

    /**
     * All attempts of a checkpoint have given their part, and what they gave is durable.
     *
     * @param tasks as {@link io.millrace.protocol.TaskManagerMessage.CheckpointTaken#tasks}
     */
    record Taken(JobID job, long checkpoint, List<TaskSnapshot> tasks) implements Fact {
        public Taken {
            tasks = List.copyOf(tasks);
        }
    }

    /**
     * A checkpoint cannot be taken here.
     *
     * @param reason names the task, and what failed
     * @param overtaken nothing failed: a later checkpoint came first
     */
    record Declined(JobID job, long checkpoint, String reason, boolean overtaken) implements Fact {}

    /** All inputs of an attempt have ended and all is sent on; it finishes after the next complete checkpoint. */
    record AwaitsCheckpoint(AttemptId attempt) implements Fact {}

    /** A partition is whole and kept here until it is released; told before its producer has {@link Moved} to FINISHED. */
    record Kept(PartitionId partition) implements Fact {}
}
