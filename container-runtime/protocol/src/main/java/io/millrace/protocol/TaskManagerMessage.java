package io.millrace.protocol;

import io.millrace.control.Address;
import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.control.Turn;
import io.millrace.dataflow.JobID;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** From a TaskManager to the JobManager; answers to {@link JobManagerMessage} among them. */
public sealed interface TaskManagerMessage extends Message {
    /** The epoch of the leader it speaks to; {@link Epoch#NONE} in a first {@link Here}. */
    Epoch epoch();

    TaskManagerId from();

    void deliverTo(TaskManagerListener listener, Turn turn);

    /**
     * Registration, and registration anew with a new leader; repeated until a {@link JobManagerMessage.Welcome} comes.
     *
     * @param host where it runs, by the name by which others reach it; also for the locality of splits
     * @param dataPort where it takes connections, see {@link Endpoint#port}; 0 if it takes none
     * @param slots how many slots it has
     * @param tasks the latest attempt of each subtask that ran here, of jobs that are not over
     * @param partitions those it keeps, as in {@link Heartbeat}
     * @param checkpoints of the jobs with checkpoints
     * @param standings the newest one of each vertex that it was told
     * @param reports so many numbered reports follow at least: with them a leader knows what became of each of the tasks
     */
    record Here(
            Epoch epoch,
            TaskManagerId from,
            Address replyTo,
            String host,
            int dataPort,
            int slots,
            List<HeldTask> tasks,
            List<PartitionId> partitions,
            List<JobProgress> checkpoints,
            List<Standing> standings,
            long reports)
            implements TaskManagerMessage {
        public Here {
            tasks = List.copyOf(tasks);
            partitions = List.copyOf(partitions);
            checkpoints = List.copyOf(checkpoints);
            standings = List.copyOf(standings);
        }

        /** Of one that ran nothing so far. */
        public Here(Epoch epoch, TaskManagerId from, Address replyTo, String host, int dataPort, int slots) {
            this(epoch, from, replyTo, host, dataPort, slots, List.of(), List.of(), List.of(), List.of(), 0);
        }

        @Override
        public void deliverTo(TaskManagerListener listener, Turn turn) {
            listener.here(this, turn);
        }
    }

    /**
     * How far an attempt is; acknowledges the messages to it, so that those that were lost are sent again.
     *
     * @param splitsReceived how many {@link JobManagerMessage.GiveSplits} took effect
     * @param tellsReceived how many {@link JobManagerMessage.TellOperator} took effect
     */
    record Progress(AttemptId attempt, long splitsReceived, long tellsReceived) {}

    /**
     * An attempt, running or over, for a leader that knows nothing of it.
     *
     * @param splitsReceived as in {@link Progress}
     * @param tellsReceived as in {@link Progress}
     * @param heard how many of its {@link OperatorSays} earlier leaders had acknowledged
     */
    record HeldTask(AttemptId attempt, long splitsReceived, long tellsReceived, long heard) {}

    /**
     * How far the checkpoints of a job are known here.
     *
     * @param completed the highest one that was heard to be complete, 0 if none was
     * @param begun the highest one that its tasks here have begun, were told to begin, or go on from; 0 if there is none
     */
    record JobProgress(JobID job, long completed, long begun) {}

    /**
     * Sent in the interval that the welcome named; answered by {@link JobManagerMessage.Heard}.
     *
     * @param running the attempts that have not ended
     * @param jobs the jobs it holds anything of: those that have ended are answered by {@link
     *     JobManagerMessage.ForgetJob}
     * @param partitions those it keeps, all of attempts that are FINISHED: those that nobody needs are answered by {@link
     *     JobManagerMessage.ReleasePartitions}
     * @param checkpoints of the jobs with checkpoints
     */
    record Heartbeat(
            Epoch epoch,
            TaskManagerId from,
            long sequence,
            List<Progress> running,
            List<JobID> jobs,
            List<PartitionId> partitions,
            List<JobProgress> checkpoints)
            implements TaskManagerMessage {
        public Heartbeat {
            running = List.copyOf(running);
            jobs = List.copyOf(jobs);
            partitions = List.copyOf(partitions);
            checkpoints = List.copyOf(checkpoints);
        }

        @Override
        public void deliverTo(TaskManagerListener listener, Turn turn) {
            listener.heartbeat(this, turn);
        }
    }

    /** How its running attempts do; with each heartbeat, and lost with it. Replaces what it said before. */
    record TasksMeasured(Epoch epoch, TaskManagerId from, List<TaskMeasures> tasks) implements TaskManagerMessage {
        public TasksMeasured {
            tasks = List.copyOf(tasks);
        }

        @Override
        public void deliverTo(TaskManagerListener listener, Turn turn) {
            listener.tasksMeasured(this, turn);
        }
    }

    /**
     * An attempt changed its state. Sent again with each heartbeat until {@link JobManagerMessage.Heard}.
     *
     * @param sequence shared by all messages that bear one: grows by one per such message of this TaskManager, and they
     *     take effect in this order
     * @param accumulators serialised, by name; filled if {@code to} is FINISHED
     * @param log the last lines of the TaskManager's log if {@code to} is FAILED; may be empty
     */
    record TaskMoved(
            Epoch epoch,
            TaskManagerId from,
            long sequence,
            AttemptId attempt,
            TaskState to,
            Optional<Failure> failure,
            Map<String, byte[]> accumulators,
            String log)
            implements TaskManagerMessage {
        public TaskMoved {
            accumulators = Collections.unmodifiableMap(new TreeMap<>(accumulators));
        }

        /** Without lines of the log. */
        public TaskMoved(
                Epoch epoch,
                TaskManagerId from,
                long sequence,
                AttemptId attempt,
                TaskState to,
                Optional<Failure> failure,
                Map<String, byte[]> accumulators) {
            this(epoch, from, sequence, attempt, to, failure, accumulators, "");
        }

        @Override
        public void deliverTo(TaskManagerListener listener, Turn turn) {
            listener.taskMoved(this, turn);
        }
    }

    /**
     * The source of an attempt wants a split; sent again with each heartbeat until splits come.
     *
     * @param received how many {@link JobManagerMessage.GiveSplits} the attempt had when it asked: tells a repeated wish
     *     from a new one
     */
    record WantSplits(Epoch epoch, TaskManagerId from, AttemptId attempt, long received, String host)
            implements TaskManagerMessage {
        @Override
        public void deliverTo(TaskManagerListener listener, Turn turn) {
            listener.wantSplits(this, turn);
        }
    }

    /** From an operator to its coordinator; sent again with each heartbeat until {@link JobManagerMessage.Heard}. */
    record OperatorSays(Epoch epoch, TaskManagerId from, long sequence, AttemptId attempt, int operator, byte[] message)
            implements TaskManagerMessage {
        @Override
        public void deliverTo(TaskManagerListener listener, Turn turn) {
            listener.operatorSays(this, turn);
        }
    }

    /**
     * All attempts that {@link JobManagerMessage.TriggerCheckpoint} named have given their part, and it is durable. Sent
     * again with each heartbeat until {@link JobManagerMessage.Heard}.
     *
     * @param tasks an attempt that is not among them had finished before, with a state that an earlier complete checkpoint
     *     holds
     */
    record CheckpointTaken(
            Epoch epoch, TaskManagerId from, long sequence, JobID job, long checkpoint, List<TaskSnapshot> tasks)
            implements TaskManagerMessage {
        public CheckpointTaken {
            tasks = List.copyOf(tasks);
        }

        @Override
        public void deliverTo(TaskManagerListener listener, Turn turn) {
            listener.checkpointTaken(this, turn);
        }
    }

    /**
     * A checkpoint cannot be taken. Sent again with each heartbeat until {@link JobManagerMessage.Heard}.
     *
     * @param reason one line: which task, what failed
     * @param overtaken nothing failed: a later checkpoint came first
     */
    record CheckpointDeclined(
            Epoch epoch,
            TaskManagerId from,
            long sequence,
            JobID job,
            long checkpoint,
            String reason,
            boolean overtaken)
            implements TaskManagerMessage {
        @Override
        public void deliverTo(TaskManagerListener listener, Turn turn) {
            listener.checkpointDeclined(this, turn);
        }
    }

    /**
     * All inputs of an attempt have ended and all is sent on; it finishes when a checkpoint that begins after this is
     * complete. Only of jobs with checkpoints. Sent again with each heartbeat until {@link JobManagerMessage.Heard}.
     */
    record AwaitsCheckpoint(Epoch epoch, TaskManagerId from, long sequence, AttemptId attempt)
            implements TaskManagerMessage {
        @Override
        public void deliverTo(TaskManagerListener listener, Turn turn) {
            listener.awaitsCheckpoint(this, turn);
        }
    }

    /** The TaskManager ends; what it runs is lost. */
    record Leaving(Epoch epoch, TaskManagerId from, String reason) implements TaskManagerMessage {
        @Override
        public void deliverTo(TaskManagerListener listener, Turn turn) {
            listener.leaving(this, turn);
        }
    }
}
