package io.millrace.datastream.file.sink;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobInfo;
import io.millrace.dataflow.JobInfoImpl;
import io.millrace.dataflow.TaskInfo;
import io.millrace.dataflow.TaskInfoImpl;
import io.millrace.dataflow.metrics.groups.SinkWriterMetricGroup;
import io.millrace.dataflow.operators.ProcessingTimeService;
import io.millrace.dataflow.util.SimpleUserCodeClassLoader;
import io.millrace.dataflow.util.UserCodeClassLoader;
import io.millrace.datastream.sink.SinkWriter;
import io.millrace.datastream.sink.WriterInitContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A task as far as a writer of files sees it; its clock stands still unless the test moves it. */
final class TestWriterContext implements WriterInitContext, ProcessingTimeService, SinkWriter.Context {
    private final JobID job;
    private long now;
    private final List<Timer> timers = new ArrayList<>();

    private record Timer(long at, ProcessingTimeCallback target) {}

    TestWriterContext(JobID job, long now) {
        this.job = job;
        this.now = now;
    }

    void advance(long millis) throws Exception {
        now += millis;
        List<Timer> due = timers.stream().filter(timer -> timer.at() <= now).toList();
        timers.removeAll(due);
        for (Timer timer : due) {
            timer.target().onProcessingTime(now);
        }
    }

    @Override
    public JobInfo getJobInfo() {
        return new JobInfoImpl(job, "test");
    }

    @Override
    public TaskInfo getTaskInfo() {
        return new TaskInfoImpl("writer", 128, 0, 1, 0);
    }

    @Override
    public OptionalLong getRestoredCheckpointId() {
        return OptionalLong.empty();
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
        return SimpleUserCodeClassLoader.create(TestWriterContext.class.getClassLoader());
    }

    @Override
    public ProcessingTimeService getProcessingTimeService() {
        return this;
    }

    @Override
    public SinkWriterMetricGroup metricGroup() {
        throw new UnsupportedOperationException("files are written without metrics");
    }

    @Override
    public boolean isObjectReuseEnabled() {
        return false;
    }

    @Override
    public long getCurrentProcessingTime() {
        return now;
    }

    @Override
    public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
        timers.add(new Timer(timestamp, target));
        return new Registered();
    }

    @Override
    public long currentWatermark() {
        return Long.MIN_VALUE;
    }

    @Override
    public Long timestamp() {
        return now;
    }

    private static final class Registered extends CompletableFuture<Void> implements ScheduledFuture<Void> {
        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }
}
