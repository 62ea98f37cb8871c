package io.millrace.datastream.runtime;

import io.millrace.dataflow.JobInfo;
import io.millrace.dataflow.JobInfoImpl;
import io.millrace.dataflow.TaskInfo;
import io.millrace.dataflow.TaskInfoImpl;
import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorContext;
import io.millrace.dataflow.metrics.groups.SinkCommitterMetricGroup;
import io.millrace.dataflow.metrics.groups.UnregisteredMetricsGroup;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.datastream.sink.Committer;
import io.millrace.datastream.sink.CommitterInitContext;
import io.millrace.datastream.sink.SupportsCommitter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Commits what the attempts that finished have written, after all tasks of the job have finished. Tries again, with a pause,
 * what the committer wants to try later, at most as often as {@link #RETRIES_MAX} says.
 */
public final class CommitCoordinator<C> implements Coordinator {
    /** As users of such sinks expect. */
    private static final int RETRIES_MAX = 10;

    private static final long RETRY_PAUSE_MS = 200;

    private final SupportsCommitter<C> sink;
    private final Map<Integer, Map<Integer, List<byte[]>>> writtenBySubtaskAndAttempt = new TreeMap<>();
    private @Nullable CoordinatorContext context;

    public CommitCoordinator(SupportsCommitter<C> sink) {
        this.sink = sink;
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

    @Override
    public void publish(List<Integer> attempts) throws Exception {
        SplitCodec<C> codec = new SplitCodec<>(sink.getCommittableSerializer());
        List<Request<C>> open = new ArrayList<>();
        for (int subtask = 0; subtask < attempts.size(); subtask++) {
            List<byte[]> written = writtenBySubtaskAndAttempt
                    .getOrDefault(subtask, Map.of())
                    .getOrDefault(attempts.get(subtask), List.of());
            for (C committable : codec.decodeAll(written)) {
                open.add(new Request<>(committable));
            }
        }
        try (Committer<C> committer = sink.createCommitter(new CommitterContext(context(), attempts.size()))) {
            commit(committer, open);
        }
    }

    private void commit(Committer<C> committer, List<Request<C>> requests) throws Exception {
        List<Request<C>> open = requests;
        for (int round = 0; !open.isEmpty(); round++) {
            if (round > RETRIES_MAX) {
                throw new IOException("Sink '" + context().operatorName() + "': " + open.size()
                        + " committables could not be committed after " + RETRIES_MAX + " retries");
            }
            if (round > 0) {
                TimeUnit.MILLISECONDS.sleep(RETRY_PAUSE_MS);
            }
            open.forEach(Request::begin);
            committer.commit(new ArrayList<>(open));
            List<Request<C>> later = new ArrayList<>();
            for (Request<C> request : open) {
                request.throwIfFailed(context().operatorName());
                if (request.isWantedLater()) {
                    later.add(request);
                }
            }
            open = later;
        }
    }

    private static final class Request<C> implements Committer.CommitRequest<C> {
        private C committable;
        private int retries = -1;
        private boolean later;
        private @Nullable Throwable failure;

        Request(C committable) {
            this.committable = committable;
        }

        void begin() {
            retries++;
            later = false;
        }

        boolean isWantedLater() {
            return later;
        }

        void throwIfFailed(String operator) throws IOException {
            if (failure != null) {
                throw new IOException("Sink '" + operator + "': could not commit " + committable, failure);
            }
        }

        @Override
        public C getCommittable() {
            return committable;
        }

        @Override
        public int getNumberOfRetries() {
            return retries;
        }

        /** Known reasons leave the rest sound: the committable is given up. */
        @Override
        public void signalFailedWithKnownReason(Throwable t) {}

        @Override
        public void signalFailedWithUnknownReason(Throwable t) {
            failure = t;
        }

        @Override
        public void retryLater() {
            later = true;
        }

        @Override
        public void updateAndRetryLater(C changed) {
            committable = changed;
            later = true;
        }

        @Override
        public void signalAlreadyCommitted() {}
    }

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
