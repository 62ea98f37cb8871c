package io.millrace.protocol;

import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.control.Turn;
import io.millrace.dataflow.JobID;
import java.util.List;

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
     */
    record DeployTasks(Epoch epoch, JobID job, byte[] graph, List<AttemptId> attempts, Placements placements)
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
     */
    record GiveSplits(Epoch epoch, AttemptId attempt, long sequence, List<byte[]> splits, boolean noMore)
            implements JobManagerMessage {
        public GiveSplits {
            splits = List.copyOf(splits);
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
     */
    record TellOperator(Epoch epoch, AttemptId attempt, int operator, long sequence, byte[] message)
            implements JobManagerMessage {
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
