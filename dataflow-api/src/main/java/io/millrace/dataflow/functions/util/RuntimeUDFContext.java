package io.millrace.dataflow.functions.util;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobInfo;
import io.millrace.dataflow.JobInfoImpl;
import io.millrace.dataflow.TaskInfo;
import io.millrace.dataflow.accumulators.Accumulator;
import io.millrace.dataflow.cache.DistributedCache;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.functions.BroadcastVariableInitializer;
import io.millrace.dataflow.functions.RuntimeContext;
import io.millrace.dataflow.metrics.groups.OperatorMetricGroup;
import io.millrace.dataflow.state.AggregatingState;
import io.millrace.dataflow.state.AggregatingStateDescriptor;
import io.millrace.dataflow.state.ListState;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.state.MapState;
import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.dataflow.state.ReducingState;
import io.millrace.dataflow.state.ReducingStateDescriptor;
import io.millrace.dataflow.state.StateDescriptor;
import io.millrace.dataflow.state.ValueState;
import io.millrace.dataflow.state.ValueStateDescriptor;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The runtime context of a rich function that somebody calls outside a job. It has no keyed state. One thread. */
public class RuntimeUDFContext implements RuntimeContext {
    private final JobInfo job = new JobInfoImpl(new JobID(0, 0), "");
    private final TaskInfo taskInfo;
    private final ClassLoader userCodeClassLoader;
    private final ExecutionConfig executionConfig;
    private final Map<String, Future<Path>> cachedFiles;
    private final Map<String, Accumulator<?, ?>> accumulators;
    private final OperatorMetricGroup metrics;
    private final Map<String, List<?>> broadcast = new HashMap<>();
    private final Map<String, Object> initialized = new HashMap<>();

    /**
     * @param cpTasks where the cached files lie, by name
     * @param accumulators those that exist already; added ones are put here
     */
    public RuntimeUDFContext(
            TaskInfo taskInfo,
            ClassLoader userCodeClassLoader,
            ExecutionConfig executionConfig,
            Map<String, Future<Path>> cpTasks,
            Map<String, Accumulator<?, ?>> accumulators,
            OperatorMetricGroup metrics) {
        this.taskInfo = taskInfo;
        this.userCodeClassLoader = userCodeClassLoader;
        this.executionConfig = executionConfig;
        this.cachedFiles = cpTasks;
        this.accumulators = accumulators;
        this.metrics = metrics;
    }

    /** Gives the function a broadcast data set; a structure that was made of an earlier one of that name is forgotten. */
    public void setBroadcastVariable(String name, List<?> value) {
        broadcast.put(name, value);
        initialized.remove(name);
    }

    public void clearBroadcastVariable(String name) {
        broadcast.remove(name);
        initialized.remove(name);
    }

    public void clearAllBroadcastVariables() {
        broadcast.clear();
        initialized.clear();
    }

    @Override
    public JobInfo getJobInfo() {
        return job;
    }

    @Override
    public TaskInfo getTaskInfo() {
        return taskInfo;
    }

    @Override
    public OperatorMetricGroup getMetricGroup() {
        return metrics;
    }

    @Override
    public ExecutionConfig getExecutionConfig() {
        return executionConfig;
    }

    @Override
    public ClassLoader getUserCodeClassLoader() {
        return userCodeClassLoader;
    }

    @Override
    public <V, A extends Serializable> void addAccumulator(String name, Accumulator<V, A> accumulator) {
        if (accumulators.putIfAbsent(name, accumulator) != null) {
            throw new UnsupportedOperationException(
                    "The accumulator '" + name + "' already exists and cannot be added.");
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V, A extends Serializable> @Nullable Accumulator<V, A> getAccumulator(String name) {
        return (Accumulator<V, A>) accumulators.get(name);
    }

    @Override
    public boolean hasBroadcastVariable(String name) {
        return broadcast.containsKey(name);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <RT> List<RT> getBroadcastVariable(String name) {
        Object structure = initialized.get(name);
        if (structure != null) {
            if (structure instanceof List<?> list) {
                return (List<RT>) list;
            }
            throw new IllegalStateException("The broadcast variable with name '" + name
                    + "' is not a List. A different call must have requested this variable with a"
                    + " BroadcastVariableInitializer.");
        }
        return (List<RT>) records(name);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T, C> C getBroadcastVariableWithInitializer(String name, BroadcastVariableInitializer<T, C> initializer) {
        Object structure = initialized.get(name);
        if (structure == null) {
            structure = initializer.initializeBroadcastVariable((List<T>) records(name));
            initialized.put(name, structure);
        }
        return (C) structure;
    }

    private List<?> records(String name) {
        List<?> records = broadcast.get(name);
        if (records == null) {
            throw new IllegalArgumentException("The broadcast variable with name '" + name
                    + "' has not been set; expected one of " + broadcast.keySet() + ".");
        }
        return records;
    }

    @Override
    public DistributedCache getDistributedCache() {
        return this::cachedFile;
    }

    private File cachedFile(String name) {
        Future<Path> file = cachedFiles.get(name);
        if (file == null) {
            throw new IllegalArgumentException(
                    "File with name '" + name + "' is not available; expected one of " + cachedFiles.keySet() + ".");
        }
        try {
            return new File(file.get().getPath());
        } catch (ExecutionException e) {
            throw new UncheckedIOException(new IOException("Cached file '" + name + "' did not come: " + e, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(
                    new IOException("Interrupted while waiting for cached file '" + name + "'", e));
        }
    }

    @Override
    public <T> ValueState<T> getState(ValueStateDescriptor<T> stateProperties) {
        throw unkeyed(stateProperties);
    }

    @Override
    public <T> ListState<T> getListState(ListStateDescriptor<T> stateProperties) {
        throw unkeyed(stateProperties);
    }

    @Override
    public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> stateProperties) {
        throw unkeyed(stateProperties);
    }

    @Override
    public <IN, ACC, OUT> AggregatingState<IN, OUT> getAggregatingState(
            AggregatingStateDescriptor<IN, ACC, OUT> stateProperties) {
        throw unkeyed(stateProperties);
    }

    @Override
    public <UK, UV> MapState<UK, UV> getMapState(MapStateDescriptor<UK, UV> stateProperties) {
        throw unkeyed(stateProperties);
    }

    private static UnsupportedOperationException unkeyed(StateDescriptor<?, ?> state) {
        return new UnsupportedOperationException("State '" + state.getName()
                + "': keyed state exists only in functions that run on a keyed stream, not outside a job.");
    }
}
