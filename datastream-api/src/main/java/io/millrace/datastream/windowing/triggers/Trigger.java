package io.millrace.datastream.windowing.triggers;

import io.millrace.dataflow.metrics.MetricGroup;
import io.millrace.dataflow.state.MergingState;
import io.millrace.dataflow.state.State;
import io.millrace.dataflow.state.StateDescriptor;
import io.millrace.dataflow.state.ValueState;
import io.millrace.dataflow.state.ValueStateDescriptor;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.datastream.windowing.windows.Window;
import java.io.Serializable;

/** Decides when a window fires. One object serves all keys and windows of a task; state is in the context. */
public abstract class Trigger<T, W extends Window> implements Serializable {
    private static final long serialVersionUID = 1L;

    /** An element was added to the window. */
    public abstract TriggerResult onElement(T element, long timestamp, W window, TriggerContext ctx) throws Exception;

    /** A processing-time timer of the window is due. */
    public abstract TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) throws Exception;

    /** An event-time timer of the window is due. */
    public abstract TriggerResult onEventTime(long time, W window, TriggerContext ctx) throws Exception;

    /** True if windows with this trigger may be merged: then {@link #onMerge} is implemented. */
    public boolean canMerge() {
        return false;
    }

    /** Windows were merged into {@code window}: merge state, set timers. */
    public void onMerge(W window, OnMergeContext ctx) throws Exception {
        throw new UnsupportedOperationException("This trigger does not support merging.");
    }

    /** The window ends: delete its timers and state. */
    public abstract void clear(W window, TriggerContext ctx) throws Exception;

    /** What a call may ask for; all of it is about the current key and window. */
    public interface TriggerContext {
        /** Milliseconds since the epoch. */
        long getCurrentProcessingTime();

        MetricGroup getMetricGroup();

        /** Event time in milliseconds. */
        long getCurrentWatermark();

        void registerProcessingTimeTimer(long time);

        void registerEventTimeTimer(long time);

        void deleteProcessingTimeTimer(long time);

        void deleteEventTimeTimer(long time);

        <S extends State> S getPartitionedState(StateDescriptor<S, ?> stateDescriptor);

        /** As {@link #getPartitionedState} of a {@link ValueStateDescriptor}. */
        @Deprecated
        default <S extends Serializable> ValueState<S> getKeyValueState(
                String name, Class<S> stateType, S defaultState) {
            return getPartitionedState(new ValueStateDescriptor<>(name, stateType, defaultState));
        }

        /** As {@link #getPartitionedState} of a {@link ValueStateDescriptor}. */
        @Deprecated
        default <S extends Serializable> ValueState<S> getKeyValueState(
                String name, TypeInformation<S> stateType, S defaultState) {
            return getPartitionedState(new ValueStateDescriptor<>(name, stateType, defaultState));
        }
    }

    /** What a merge may ask for besides. */
    public interface OnMergeContext extends TriggerContext {
        /** Moves the state of the merged windows to the new one. */
        <S extends MergingState<?, ?>> void mergePartitionedState(StateDescriptor<S, ?> stateDescriptor);
    }
}
