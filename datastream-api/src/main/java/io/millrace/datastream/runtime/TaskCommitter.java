package io.millrace.datastream.runtime;

import io.millrace.dataflow.JobInfo;
import io.millrace.dataflow.TaskInfo;
import io.millrace.dataflow.config.SinkOptions;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.RestoreReader;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.contract.SnapshotWriter.Redistribution;
import io.millrace.dataflow.metrics.groups.SinkCommitterMetricGroup;
import io.millrace.datastream.sink.Committer;
import io.millrace.datastream.sink.CommitterInitContext;
import io.millrace.datastream.sink.CommittingSinkWriter;
import io.millrace.datastream.sink.SinkWriter;
import io.millrace.datastream.sink.SupportsCommitter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Commits in a task what its writer has prepared, when the checkpoint that counts it is complete.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>At a snapshot: take what the writer has prepared, and keep all that is not committed yet with the snapshot.
 *   <li>When a checkpoint is complete: commit what it and those before it count. What the committer wants to try later is tried
 *       after a pause, at most as often as {@code sink.committer.retries} says.
 *   <li>After a failure: the snapshot was complete, so commit all of it at once; some may have been committed before.
 *   <li>At the end of a job without checkpoints: hand over what is left to the {@link CommitCoordinator}.
 * </ol>
 */
final class TaskCommitter<C> {
    private static final String COMMITTABLES = "committables";
    private static final long RETRY_PAUSE_MS = 200;

    // What it was told.
    private final SupportsCommitter<C> sink;
    private final OperatorContext context;
    private final TaskTimers timers;
    private final SplitCodec<C> codec;

    // What it knows.
    private long completed;
    private boolean ended;
    private boolean retryIsDue;

    // What it holds.
    private final PendingCommits<C> pending;
    private @Nullable Committer<C> committer;

    TaskCommitter(SupportsCommitter<C> sink, OperatorContext context, TaskTimers timers) {
        this.sink = sink;
        this.context = context;
        this.timers = timers;
        this.codec = new SplitCodec<>(sink.getCommittableSerializer());
        this.pending = new PendingCommits<>(
                context.operatorName(), codec, context.configuration().get(SinkOptions.COMMITTER_RETRIES));
    }

    void restore(RestoreReader reader) throws Exception {
        if (reader.isRestored()) {
            pending.restore(reader.list(COMMITTABLES));
            complete(reader.checkpointId());
        }
    }

    void snapshot(SinkWriter<?> writer, SnapshotWriter snapshot) throws Exception {
        pending.add(snapshot.checkpointId(), prepared(writer));
        snapshot.list(COMMITTABLES, pending.encode(), Redistribution.SPLIT);
    }

    /** What is left, encoded, for the coordinator to commit. */
    List<byte[]> handOver(SinkWriter<?> writer) throws Exception {
        pending.add(Long.MAX_VALUE, prepared(writer));
        return pending.committables();
    }

    @SuppressWarnings("unchecked")
    private List<C> prepared(SinkWriter<?> writer) throws Exception {
        return new ArrayList<>(((CommittingSinkWriter<?, C>) writer).prepareCommit());
    }

    /** No record follows: the next checkpoint is the last chance to commit in this task. */
    void end() {
        ended = true;
    }

    void complete(long checkpoint) throws Exception {
        completed = Math.max(completed, checkpoint);
        if (ended) {
            while (commit()) {
                TimeUnit.MILLISECONDS.sleep(RETRY_PAUSE_MS);
            }
        } else if (commit() && !retryIsDue) {
            retryIsDue = true;
            retryLater();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what the retry throws fails the task
    private void retryLater() {
        timers.registerTimer(timers.getCurrentProcessingTime() + RETRY_PAUSE_MS, this::retry);
    }

    private void retry(long now) throws Exception {
        retryIsDue = false;
        complete(completed);
    }

    private boolean commit() throws IOException, InterruptedException {
        return !pending.isEmpty() && pending.commitUpTo(completed, committer());
    }

    private Committer<C> committer() throws IOException {
        Committer<C> known = committer;
        if (known == null) {
            known = sink.createCommitter(new TaskCommitterContext(context));
            committer = known;
        }
        return known;
    }

    void close() throws Exception {
        Committer<C> closing = committer;
        committer = null;
        if (closing != null) {
            closing.close();
        }
    }

    private record TaskCommitterContext(OperatorContext context) implements CommitterInitContext {
        @Override
        public JobInfo getJobInfo() {
            return context.job();
        }

        @Override
        public TaskInfo getTaskInfo() {
            return context.task();
        }

        @Override
        public OptionalLong getRestoredCheckpointId() {
            return TaskWriterContext.restoredCheckpoint(context);
        }

        @Override
        public SinkCommitterMetricGroup metricGroup() {
            return new DelegatingMetrics(context.metrics());
        }
    }
}
