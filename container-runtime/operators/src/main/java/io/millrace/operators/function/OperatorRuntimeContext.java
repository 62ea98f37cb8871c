package io.millrace.operators.function;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.JobInfo;
import io.millrace.dataflow.TaskInfo;
import io.millrace.dataflow.accumulators.Accumulator;
import io.millrace.dataflow.cache.DistributedCache;
import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Superstep;
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
import io.millrace.dataflow.state.State;
import io.millrace.dataflow.state.StateDescriptor;
import io.millrace.dataflow.state.ValueState;
import io.millrace.dataflow.state.ValueStateDescriptor;
import io.millrace.operators.file.CachedFiles;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The runtime context of a user function, made of what the task offers to the function's operator. Valid as long as the
 * {@link OperatorContext} is.
 */
public class OperatorRuntimeContext implements RuntimeContext {
    private final OperatorContext context;
    private final @Nullable KeyedStateBackend<?> keyedState;
    private final Map<String, Object> initialized = new HashMap<>();

    /** For functions outside of a keyed stream: asking for keyed state is an error that says so. */
    public OperatorRuntimeContext(OperatorContext context) {
        this(context, null);
    }

    /** @param keyedState null if the operator's input is not keyed */
    public OperatorRuntimeContext(OperatorContext context, @Nullable KeyedStateBackend<?> keyedState) {
        this.context = context;
        this.keyedState = keyedState;
    }

    /** What a function is given: inside a loop it can be asked for the superstep, too. */
    RuntimeContext forFunction() {
        Superstep superstep = context.superstep();
        return superstep == null ? this : new LoopRuntimeContext(context, superstep);
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
    public OperatorMetricGroup getMetricGroup() {
        return context.metrics();
    }

    @Override
    public ExecutionConfig getExecutionConfig() {
        return context.executionConfig();
    }

    @Override
    public ClassLoader getUserCodeClassLoader() {
        return context.userClassLoader();
    }

    @Override
    public <V, A extends Serializable> void addAccumulator(String name, Accumulator<V, A> accumulator) {
        if (context.accumulator(name) != null) {
            throw new UnsupportedOperationException("Operator '" + context.operatorName()
                    + "': the accumulator '" + name
                    + "' exists already in this task. Add it once, in open(), or ask for"
                    + " it by getAccumulator first.");
        }
        context.addAccumulator(name, accumulator);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V, A extends Serializable> @Nullable Accumulator<V, A> getAccumulator(String name) {
        return (Accumulator<V, A>) context.accumulator(name);
    }

    @Override
    public boolean hasBroadcastVariable(String name) {
        return context.broadcastVariables().containsKey(name);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <RT> List<RT> getBroadcastVariable(String name) {
        List<?> records = context.broadcastVariables().get(name);
        if (records == null) {
            throw new IllegalArgumentException("Operator '" + context.operatorName()
                    + "' has no broadcast data set named '" + name + "'; it has "
                    + context.broadcastVariables().keySet() + ". Give it one by withBroadcastSet(data, \"" + name
                    + "\").");
        }
        return (List<RT>) records;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T, C> C getBroadcastVariableWithInitializer(String name, BroadcastVariableInitializer<T, C> initializer) {
        List<T> records = getBroadcastVariable(name);
        return (C) initialized.computeIfAbsent(name, of -> initializer.initializeBroadcastVariable(records));
    }

    @Override
    public DistributedCache getDistributedCache() {
        return new CachedFiles(context.job().getJobId(), context.configuration());
    }

    @Override
    public <T> ValueState<T> getState(ValueStateDescriptor<T> stateProperties) {
        return state(stateProperties);
    }

    @Override
    public <T> ListState<T> getListState(ListStateDescriptor<T> stateProperties) {
        return state(stateProperties);
    }

    @Override
    public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> stateProperties) {
        return state(stateProperties);
    }

    @Override
    public <IN, ACC, OUT> AggregatingState<IN, OUT> getAggregatingState(
            AggregatingStateDescriptor<IN, ACC, OUT> stateProperties) {
        return state(stateProperties);
    }

    @Override
    public <UK, UV> MapState<UK, UV> getMapState(MapStateDescriptor<UK, UV> stateProperties) {
        return state(stateProperties);
    }

    private <S extends State> S state(StateDescriptor<S, ?> descriptor) {
        KeyedStateBackend<?> backend = keyedState;
        if (backend == null) {
            throw new IllegalStateException(
                    "Operator '" + context.operatorName() + "' asked for the keyed state '" + descriptor.getName()
                            + "', but its input is not keyed. Keyed state can be used after keyBy() only.");
        }
        return backend.state(descriptor);
    }
}
