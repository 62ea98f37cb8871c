package io.millrace.taskmanager.task;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.JobInfo;
import io.millrace.dataflow.TaskInfo;
import io.millrace.dataflow.accumulators.Accumulator;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedStateInput;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Pages;
import io.millrace.dataflow.contract.RestoreReader;
import io.millrace.dataflow.contract.SpillFiles;
import io.millrace.dataflow.contract.StateBackend;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.metrics.groups.OperatorMetricGroup;
import io.millrace.dataflow.state.KeyGroupRange;
import io.millrace.dataflow.state.KeyGroupRangeAssignment;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.taskmanager.checkpoint.OperatorRestore;
import io.millrace.taskmanager.checkpoint.SnapshotFiles;
import io.millrace.taskmanager.memory.OperatorPages;
import java.io.IOException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What a task offers to one of its operators. */
final class TaskContext implements OperatorContext {
    /** What is the same for all operators of a task. */
    record Shared(
            JobInfo job,
            TaskInfo task,
            ReadableConfig configuration,
            ExecutionConfig executionConfig,
            SpillFiles spillFiles,
            TaskIo io,
            SnapshotFiles files,
            TaskAccumulators accumulators,
            StateBackend stateBackend,
            StateBackend.ProcessingClock clock) {}

    private final Shared shared;
    private final Task owner;
    private final int index;
    private final String name;
    private final ClassLoader classLoader;
    private final OperatorPages pages;
    private final Optional<OperatorRestore> restore;
    private final Stage stage;
    private final Map<String, List<?>> broadcastVariables = new LinkedHashMap<>();
    private final OperatorMetrics metrics;

    /** @param restore what the operator begins with; empty if with nothing */
    TaskContext(
            Shared shared,
            Task owner,
            Stage stage,
            ClassLoader classLoader,
            OperatorPages pages,
            OperatorMetrics metrics,
            Optional<OperatorRestore> restore) {
        this.shared = shared;
        this.owner = owner;
        this.stage = stage;
        this.index = stage.index();
        this.name = stage.name();
        this.classLoader = classLoader;
        this.pages = pages;
        this.metrics = metrics;
        this.restore = restore;
    }

    @Override
    public JobInfo job() {
        return shared.job();
    }

    @Override
    public TaskInfo task() {
        return shared.task();
    }

    @Override
    public String operatorName() {
        return name;
    }

    @Override
    public ReadableConfig configuration() {
        return shared.configuration();
    }

    @Override
    public ExecutionConfig executionConfig() {
        return shared.executionConfig();
    }

    @Override
    public ClassLoader userClassLoader() {
        return classLoader;
    }

    @Override
    public OperatorMetricGroup metrics() {
        return metrics;
    }

    @Override
    public Pages pages() {
        return pages;
    }

    @Override
    public SpillFiles spillFiles() {
        return shared.spillFiles();
    }

    @Override
    public Executor io() {
        return shared.io();
    }

    @Override
    public FileSystem fileSystem(Path path) throws IOException {
        return shared.files().fileSystem(path);
    }

    @Override
    public RestoreReader restored() {
        return restore.isPresent() ? restore.get() : RestoreReader.nothing();
    }

    @Override
    public <K> KeyedStateBackend<K> keyedState(TypeInformation<K> keyType) {
        TaskInfo task = shared.task();
        int keyGroups = task.getMaxNumberOfParallelSubtasks();
        KeyGroupRange range = KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                keyGroups, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask());
        KeyedStateBackend<K> state = shared.stateBackend()
                .in(classLoader)
                .keyed(
                        name,
                        keyType,
                        shared.executionConfig(),
                        keyGroups,
                        range.getStartKeyGroup(),
                        range.getEndKeyGroup(),
                        shared.clock(),
                        restore.isPresent() ? restore.get() : KeyedStateInput.none());
        stage.keeps(state);
        return state;
    }

    @Override
    public long processingTime() {
        return shared.clock().millis();
    }

    @Override
    public void wakeAt(long processingTime) {
        owner.wakeAt(index, processingTime);
    }

    @Override
    public void wakeUp() {
        owner.wakeUp(index);
    }

    @Override
    public <V, R extends Serializable> void addAccumulator(String accumulator, Accumulator<V, R> added) {
        shared.accumulators().add(accumulator, added);
    }

    @Override
    public @Nullable Accumulator<?, ?> accumulator(String accumulator) {
        return shared.accumulators().get(accumulator);
    }

    @Override
    public Map<String, List<?>> broadcastVariables() {
        return broadcastVariables;
    }

    @Override
    public void requestSplit() {
        owner.requestSplit();
    }

    @Override
    public void tellCoordinator(byte[] message) {
        owner.tellCoordinator(index, message);
    }
}
