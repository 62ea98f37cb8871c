package io.millrace.yarn.worker;

import io.millrace.dataflow.JobID;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.PartitionId;
import io.millrace.protocol.Placements;
import io.millrace.protocol.Restore;
import io.millrace.taskmanager.control.TaskRunner;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands commands to a task runner on a thread of its own, in their order: a deployment fetches the job's jars and reads its
 * graph, and the TaskManager's heartbeats must not wait for that.
 */
final class OrderedTaskRunner implements TaskRunner, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OrderedTaskRunner.class);

    private final TaskRunner runner;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "millrace-deployment");
        made.setDaemon(true);
        return made;
    });

    /** @param runner its methods may be called by any thread */
    OrderedTaskRunner(TaskRunner runner) {
        this.runner = runner;
    }

    @Override
    public void deploy(
            JobID job, byte[] graph, List<AttemptId> attempts, Placements placements, Optional<Restore> restore) {
        later(() -> runner.deploy(job, graph, attempts, placements, restore));
    }

    @Override
    public void cancel(AttemptId attempt, String reason) {
        later(() -> runner.cancel(attempt, reason));
    }

    @Override
    public void giveSplits(AttemptId attempt, List<byte[]> splits, boolean noMore) {
        later(() -> runner.giveSplits(attempt, splits, noMore));
    }

    @Override
    public void tell(AttemptId attempt, int operator, byte[] message) {
        later(() -> runner.tell(attempt, operator, message));
    }

    @Override
    public void triggerCheckpoint(
            JobID job, long checkpoint, long timestamp, String directory, List<AttemptId> attempts) {
        later(() -> runner.triggerCheckpoint(job, checkpoint, timestamp, directory, attempts));
    }

    @Override
    public void checkpointCompleted(JobID job, long checkpoint) {
        later(() -> runner.checkpointCompleted(job, checkpoint));
    }

    @Override
    public void checkpointAborted(JobID job, long checkpoint) {
        later(() -> runner.checkpointAborted(job, checkpoint));
    }

    @Override
    public void measure() {
        runner.measure();
    }

    @Override
    public void release(List<PartitionId> partitions) {
        later(() -> runner.release(partitions));
    }

    @Override
    public void forget(JobID job) {
        later(() -> runner.forget(job));
    }

    private void later(Runnable command) {
        try {
            thread.execute(command);
        } catch (RejectedExecutionException e) {
            LOG.debug("the TaskManager ends: it takes no more commands");
        }
    }

    /** What has not begun by now is dropped. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
