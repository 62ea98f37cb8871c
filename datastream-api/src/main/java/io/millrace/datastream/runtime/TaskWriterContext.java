package io.millrace.datastream.runtime;

import io.millrace.dataflow.JobInfo;
import io.millrace.dataflow.TaskInfo;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.RestoreReader;
import io.millrace.dataflow.metrics.groups.SinkWriterMetricGroup;
import io.millrace.dataflow.operators.ProcessingTimeService;
import io.millrace.dataflow.util.SimpleUserCodeClassLoader;
import io.millrace.dataflow.util.UserCodeClassLoader;
import io.millrace.datastream.sink.Sink;
import java.util.OptionalLong;

/** What a sink writer may ask its task for. */
public final class TaskWriterContext implements Sink.InitContext {
    private final OperatorContext context;
    private final TaskTimers timers;

    public TaskWriterContext(OperatorContext context, TaskTimers timers) {
        this.context = context;
        this.timers = timers;
    }

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
        return restoredCheckpoint(context);
    }

    static OptionalLong restoredCheckpoint(OperatorContext context) {
        RestoreReader restored = context.restored();
        return restored.isRestored() ? OptionalLong.of(restored.checkpointId()) : OptionalLong.empty();
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
        return SimpleUserCodeClassLoader.create(context.userClassLoader());
    }

    @Override
    public ProcessingTimeService getProcessingTimeService() {
        return timers;
    }

    @Override
    public SinkWriterMetricGroup metricGroup() {
        return new DelegatingMetrics(context.metrics());
    }

    @Override
    public boolean isObjectReuseEnabled() {
        return context.executionConfig().isObjectReuseEnabled();
    }
}
