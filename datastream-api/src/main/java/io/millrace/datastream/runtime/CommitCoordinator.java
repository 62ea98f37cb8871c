package io.millrace.datastream.runtime;

import io.millrace.dataflow.JobInfo;
import io.millrace.dataflow.JobInfoImpl;
import io.millrace.dataflow.TaskInfo;
import io.millrace.dataflow.TaskInfoImpl;
import io.millrace.dataflow.config.CheckpointingOptions;
import io.millrace.dataflow.config.SinkOptions;
import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorContext;
import io.millrace.dataflow.metrics.groups.SinkCommitterMetricGroup;
import io.millrace.dataflow.metrics.groups.UnregisteredMetricsGroup;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.datastream.sink.Committer;
import io.millrace.datastream.sink.CommitterInitContext;
import io.millrace.datastream.sink.InitContext;
import io.millrace.datastream.sink.SupportsCommitter;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * In a job without checkpoints, commits what the attempts that finished have written, after all tasks of the job have finished;
 * with checkpoints tasks commit themselves ({@link TaskCommitter}), and nothing comes here. Tries again, with a pause,
 * what the committer wants to try later, at most as often as {@code sink.committer.retries} says.
 */
public final class CommitCoordinator<C> implements Coordinator {
    private static final long RETRY_PAUSE_MS = 200;

    private final SupportsCommitter<C> sink;
    private final boolean batch;
    private final Map<Integer, Map<Integer, List<byte[]>>> writtenBySubtaskAndAttempt = new TreeMap<>();
    private @Nullable CoordinatorContext context;

    /** @param batch true in batch mode: there are no checkpoints, whatever the settings say */
    public CommitCoordinator(SupportsCommitter<C> sink, boolean batch) {
        this.sink = sink;
        this.batch = batch;
    }

    @Override
    public void start(CoordinatorContext context) {
        this.context = context;
    }

    private CoordinatorContext context() {
        return Objects.requireNonNull(context, "the coordinator was not started");
    }

    @Override
    public void said(int subtask, byte[] message) throws Exception {
        SinkWriterOperator.Written written =
                InstantiationUtil.deserializeObject(message, context().userClassLoader());
        writtenBySubtaskAndAttempt
                .computeIfAbsent(subtask, s -> new TreeMap<>())
                .put(written.attempt(), written.committables());
    }

    @Override
    public void restarted() {
        writtenBySubtaskAndAttempt.clear();
    }

    /** What the attempts have written is known here only, once they have ended. */
    @Override
    public byte[] finished() throws IOException {
        return writtenBySubtaskAndAttempt.isEmpty()
                ? new byte[0]
                : InstantiationUtil.serializeObject(new Heard(writtenBySubtaskAndAttempt));
    }

    @Override
    public void takeOverFinished(byte[] state) throws Exception {
        Heard heard = InstantiationUtil.deserializeObject(state, Heard.class.getClassLoader());
        writtenBySubtaskAndAttempt.clear();
        writtenBySubtaskAndAttempt.putAll(heard.written);
    }

    @Override
    public void publish(List<Integer> attempts) throws Exception {
        PendingCommits<C> pending = new PendingCommits<>(
                context().operatorName(), codec(), context().configuration().get(SinkOptions.COMMITTER_RETRIES));
        for (int subtask = 0; subtask < attempts.size(); subtask++) {
            List<byte[]> written = writtenBySubtaskAndAttempt
                    .getOrDefault(subtask, Map.of())
                    .getOrDefault(attempts.get(subtask), List.of());
            pending.add(InitContext.INITIAL_CHECKPOINT_ID, codec().decodeAll(written));
        }
        try (Committer<C> committer = sink.createCommitter(new CommitterContext(context(), attempts.size()))) {
            while (pending.commitUpTo(InitContext.INITIAL_CHECKPOINT_ID, committer)) {
                TimeUnit.MILLISECONDS.sleep(RETRY_PAUSE_MS);
            }
        }
        removeLeftovers();
    }

    /** Checkpoints may count what is left of a job that has them, and outlive it. */
    @Override
    public void abort() throws Exception {
        boolean hasCheckpoints = Stream.of(
                        CheckpointingOptions.CHECKPOINTING_INTERVAL, CheckpointingOptions.CHECKPOINTS_DIRECTORY)
                .anyMatch(
                        option -> context().configuration().getOptional(option).isPresent());
        if (batch || !hasCheckpoints) {
            removeLeftovers();
        }
    }

    private SplitCodec<C> codec() {
        return new SplitCodec<>(sink.getCommittableSerializer());
    }

    private void removeLeftovers() throws IOException {
        if (sink instanceof RemovesLeftovers careful) {
            careful.removeLeftovers(context().job());
        }
    }

    /** By subtask and attempt, what was written. */
    private record Heard(Map<Integer, Map<Integer, List<byte[]>>> written) implements Serializable {}

    private record CommitterContext(CoordinatorContext context, int parallelism) implements CommitterInitContext {
        @Override
        public JobInfo getJobInfo() {
            return new JobInfoImpl(context.job(), context.operatorName());
        }

        @Override
        public TaskInfo getTaskInfo() {
            return new TaskInfoImpl(context.operatorName(), parallelism, 0, 1, 0);
        }

        @Override
        public OptionalLong getRestoredCheckpointId() {
            return OptionalLong.empty();
        }

        @Override
        public SinkCommitterMetricGroup metricGroup() {
            return new DelegatingMetrics(UnregisteredMetricsGroup.createOperatorMetricGroup());
        }
    }
}
