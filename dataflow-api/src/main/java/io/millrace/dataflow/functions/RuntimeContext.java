package io.millrace.dataflow.functions;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobInfo;
import io.millrace.dataflow.TaskInfo;
import io.millrace.dataflow.accumulators.Accumulator;
import io.millrace.dataflow.accumulators.DoubleCounter;
import io.millrace.dataflow.accumulators.Histogram;
import io.millrace.dataflow.accumulators.IntCounter;
import io.millrace.dataflow.accumulators.LongCounter;
import io.millrace.dataflow.cache.DistributedCache;
import io.millrace.dataflow.metrics.groups.OperatorMetricGroup;
import io.millrace.dataflow.state.AggregatingState;
import io.millrace.dataflow.state.AggregatingStateDescriptor;
import io.millrace.dataflow.state.ListState;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.state.MapState;
import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.dataflow.state.ReducingState;
import io.millrace.dataflow.state.ReducingStateDescriptor;
import io.millrace.dataflow.state.ValueState;
import io.millrace.dataflow.state.ValueStateDescriptor;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the engine offers to one parallel instance of a rich function. It may be used from {@code open} to
 * {@code close}, and only by the thread that calls the function.
 */
public interface RuntimeContext {
    JobInfo getJobInfo();

    TaskInfo getTaskInfo();

    /** Where the function's own metrics are registered. */
    OperatorMetricGroup getMetricGroup();

    ExecutionConfig getExecutionConfig();

    /** Loads the classes of the user's jar. */
    ClassLoader getUserCodeClassLoader();

    default JobID getJobId() {
        return getJobInfo().getJobId();
    }

    default String getTaskName() {
        return getTaskInfo().getTaskName();
    }

    /** For example {@code "Map (2/4)#0"}: name, number of the instance from 1, parallelism, attempt. */
    default String getTaskNameWithSubtasks() {
        return getTaskInfo().getTaskNameWithSubtasks();
    }

    default int getNumberOfParallelSubtasks() {
        return getTaskInfo().getNumberOfParallelSubtasks();
    }

    default int getMaxNumberOfParallelSubtasks() {
        return getTaskInfo().getMaxNumberOfParallelSubtasks();
    }

    /** From 0 to the parallelism - 1. */
    default int getIndexOfThisSubtask() {
        return getTaskInfo().getIndexOfThisSubtask();
    }

    /** 0 for the first attempt. */
    default int getAttemptNumber() {
        return getTaskInfo().getAttemptNumber();
    }

    /** The parameters set by {@code ExecutionConfig.setGlobalJobParameters}, as text. */
    default Map<String, String> getGlobalJobParameters() {
        return getExecutionConfig().getGlobalJobParameters().toMap();
    }

    default boolean isObjectReuseEnabled() {
        return getExecutionConfig().isObjectReuseEnabled();
    }

    /** A new serialiser as this job configures them; for one thread. */
    default <T> TypeSerializer<T> createSerializer(TypeInformation<T> typeInformation) {
        return typeInformation.createSerializer(getExecutionConfig().getSerializerConfig());
    }

    /**
     * Adds an accumulator; the results of all parallel instances are merged under its name.
     *
     * @throws UnsupportedOperationException if this instance has an accumulator of that name already
     */
    <V, A extends Serializable> void addAccumulator(String name, Accumulator<V, A> accumulator);

    /** The accumulator of that name, or null. */
    <V, A extends Serializable> @Nullable Accumulator<V, A> getAccumulator(String name);

    /** The counter of that name, added if there is none yet. */
    default IntCounter getIntCounter(String name) {
        return AccumulatorLookup.find(this, name, IntCounter.class, IntCounter::new);
    }

    /** The counter of that name, added if there is none yet. */
    default LongCounter getLongCounter(String name) {
        return AccumulatorLookup.find(this, name, LongCounter.class, LongCounter::new);
    }

    /** The counter of that name, added if there is none yet. */
    default DoubleCounter getDoubleCounter(String name) {
        return AccumulatorLookup.find(this, name, DoubleCounter.class, DoubleCounter::new);
    }

    /** The histogram of that name, added if there is none yet. */
    default Histogram getHistogram(String name) {
        return AccumulatorLookup.find(this, name, Histogram.class, Histogram::new);
    }

    boolean hasBroadcastVariable(String name);

    /**
     * The whole broadcast data set of that name. The list is shared: do not change it.
     *
     * @throws IllegalArgumentException if there is none
     */
    <RT> List<RT> getBroadcastVariable(String name);

    /**
     * The structure that {@code initializer} made of the broadcast data set; made once per TaskManager and shared.
     *
     * @throws IllegalArgumentException if there is no broadcast data set of that name
     */
    <T, C> C getBroadcastVariableWithInitializer(String name, BroadcastVariableInitializer<T, C> initializer);

    /** The files registered by {@code registerCachedFile}. */
    DistributedCache getDistributedCache();

    /** The value kept for the current key. Only for functions on keyed streams. */
    <T> ValueState<T> getState(ValueStateDescriptor<T> stateProperties);

    /** The list kept for the current key. Only for functions on keyed streams. */
    <T> ListState<T> getListState(ListStateDescriptor<T> stateProperties);

    /** The reduced value kept for the current key. Only for functions on keyed streams. */
    <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> stateProperties);

    /** The aggregate kept for the current key. Only for functions on keyed streams. */
    <IN, ACC, OUT> AggregatingState<IN, OUT> getAggregatingState(
            AggregatingStateDescriptor<IN, ACC, OUT> stateProperties);

    /** The map kept for the current key. Only for functions on keyed streams. */
    <UK, UV> MapState<UK, UV> getMapState(MapStateDescriptor<UK, UV> stateProperties);
}
