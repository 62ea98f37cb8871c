package io.millrace.protocol;

import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.control.Turn;
import io.millrace.dataflow.JobID;
import io.millrace.protocol.TaskManagerMessage.Progress;
import java.util.List;
import java.util.Optional;

/** From the JobManager to a TaskManager. A receiver drops those of an epoch lower than the highest it has seen. */
public sealed interface JobManagerMessage extends Message {
    Epoch epoch();

    void deliverTo(JobManagerListener listener, Turn turn);

    /** Answers {@link TaskManagerMessage.Here}: the TaskManager belongs to this leader now. */
    record Welcome(Epoch epoch, long heartbeatIntervalMs) implements JobManagerMessage {
        @Override
        public void deliverTo(JobManagerListener listener, Turn turn) {
            listener.welcome(this, turn);
        }
    }

    /** The TaskManager is not wanted any more: it cancels what it runs and ends. */
    record Goodbye(Epoch epoch, String reason) implements JobManagerMessage {
        @Override
        public void deliverTo(JobManagerListener listener, Turn turn) {
            listener.goodbye(this, turn);
        }
    }

    /**
     * Run these attempts; those that run or ran already are left alone. Of a batch job only those come whose blocking
     * inputs are whole.
     *
     * @param graph the serialised {@link io.millrace.dataflow.graph.JobGraph}, shared by all attempts
     * @param restore from which checkpoint they go on; empty if they begin with nothing
     */
    record DeployTasks(
            Epoch epoch,
            JobID job,
            byte[] graph,
            List<AttemptId> attempts,
            Placements placements,
            Optional<Restore> restore)
            implements JobManagerMessage {
        public DeployTasks {
            attempts = List.copyOf(attempts);
        }

        @Override
        public void deliverTo(JobManagerListener listener, Turn turn) {
            listener.deployTasks(this, turn);
        }
    }

    /** Cancel these attempts; each answers with a terminal {@link TaskManagerMessage.TaskMoved}, known or not. */
    record CancelTasks(Epoch epoch, List<AttemptId> attempts, String reason) implements JobManagerMessage {
        public CancelTasks {
            attempts = List.copyOf(attempts);
        }

        @Override
        public void deliverTo(JobManagerListener listener, Turn turn) {
            listener.cancelTasks(this, turn);
        }
    }

    /**
     * Splits for the source at the head of an attempt.
     *
     * @param sequence counts the messages of this kind per attempt from 0: they take effect in this order, each once
     * @param noMore nothing follows
     * @param checkpoint the last one that was triggered before this was given, 0 if none: it takes effect after that
     *     one's {@link TriggerCheckpoint} (or the word that it is over), so that no barrier comes behind what the
     *     coordinator's snapshot does not know
     * @param standing how the coordinators of the vertex stood behind this; empty if that cannot be handed over
     */
    record GiveSplits(
            Epoch epoch,
            AttemptId attempt,
            long sequence,
            List<byte[]> splits,
            boolean noMore,
            long checkpoint,
            Optional<Standing> standing)
            implements JobManagerMessage {
        public GiveSplits {
            splits = List.copyOf(splits);
        }

        /** Without a standing. */
        public GiveSplits(
                Epoch epoch, AttemptId attempt, long sequence, List<byte[]> splits, boolean noMore, long checkpoint) {
            this(epoch, attempt, sequence, splits, noMore, checkpoint, Optional.empty());
        }

        @Override
        public void deliverTo(JobManagerListener listener, Turn turn) {
            listener.giveSplits(this, turn);
        }
    }

    /**
     * From a coordinator to its operator.
     *
     * @param operator the place in the vertex's chain
     * @param sequence counts the messages of this kind per attempt from 0
     * @param checkpoint as in {@link GiveSplits}
     * @param standing as in {@link GiveSplits}
     */
    record TellOperator(
            Epoch epoch,
            AttemptId attempt,
            int operator,
            long sequence,
            byte[] message,
            long checkpoint,
            Optional<Standing> standing)
            implements JobManagerMessage {
        /** Without a standing. */
        public TellOperator(
                Epoch epoch, AttemptId attempt, int operator, long sequence, byte[] message, long checkpoint) {
            this(epoch, attempt, operator, sequence, message, checkpoint, Optional.empty());
        }

        @Override
        public void deliverTo(JobManagerListener listener, Turn turn) {
            listener.tellOperator(this, turn);
        }
    }

    /**
     * Nobody will read these partitions any more: drop what they hold. Those that are unknown or dropped already are left
     * alone. A partition that a heartbeat names again although nobody needs it is named again in such a message.
     */
    record ReleasePartitions(Epoch epoch, List<PartitionId> partitions) implements JobManagerMessage {
        public ReleasePartitions {
            partitions = List.copyOf(partitions);
        }

        @Override
        public void deliverTo(JobManagerListener listener, Turn turn) {
            listener.releasePartitions(this, turn);
        }
    }

    /**
     * Take a checkpoint: those of the attempts that no barrier can reach (sources, and those whose inputs have all been
     * closed) begin it, the others take theirs when its barriers have come. Answered by {@link
     * TaskManagerMessage.CheckpointTaken} or {@link TaskManagerMessage.CheckpointDeclined}; said again until then.
     *
     * @param checkpoint grows from checkpoint to checkpoint of a job, also across its restarts; at least 1
     * @param timestamp when it was triggered, milliseconds since the epoch
     * @param directory where its files go; exists
     * @param attempts all of the job that run on this TaskManager, each with the number of messages that must have taken
     *     effect before the checkpoint begins: the coordinators' snapshots know of them. If one of them is not known here,
     *     its deployment is late, and this is to be ignored
     */
    record TriggerCheckpoint(
            Epoch epoch, JobID job, long checkpoint, long timestamp, String directory, List<Progress> attempts)
            implements JobManagerMessage {
        public TriggerCheckpoint {
            attempts = List.copyOf(attempts);
        }

        @Override
        public void deliverTo(JobManagerListener listener, Turn turn) {
            listener.triggerCheckpoint(this, turn);
        }
    }

    /**
     * This checkpoint is complete and durable, and with it all earlier ones that were taken: what waited for them may be
     * committed. Said again until a heartbeat's {@link TaskManagerMessage.JobProgress} shows that it came.
     */
    record CheckpointCompleted(Epoch epoch, JobID job, long checkpoint) implements JobManagerMessage {
        @Override
        public void deliverTo(JobManagerListener listener, Turn turn) {
            listener.checkpointCompleted(this, turn);
        }
    }

    /** This checkpoint will never be complete: drop what was begun of it. */
    record CheckpointAborted(Epoch epoch, JobID job, long checkpoint) implements JobManagerMessage {
        @Override
        public void deliverTo(JobManagerListener listener, Turn turn) {
            listener.checkpointAborted(this, turn);
        }
    }

    /** The job has ended: forget everything about it (class loader, channels, partitions, end reports). */
    record ForgetJob(Epoch epoch, JobID job) implements JobManagerMessage {
        @Override
        public void deliverTo(JobManagerListener listener, Turn turn) {
            listener.forgetJob(this, turn);
        }
    }

    /**
     * Answers {@link TaskManagerMessage.TaskMoved} and {@link TaskManagerMessage.OperatorSays}, and every {@link
     * TaskManagerMessage.Heartbeat}.
     *
     * @param sequence all with a lower number have been heard
     */
    record Heard(Epoch epoch, long sequence) implements JobManagerMessage {
        @Override
        public void deliverTo(JobManagerListener listener, Turn turn) {
            listener.heard(this, turn);
        }
    }
}
