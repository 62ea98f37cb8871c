package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedTimers;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.metrics.MetricGroup;
import io.millrace.dataflow.state.MergingState;
import io.millrace.dataflow.state.State;
import io.millrace.dataflow.state.StateDescriptor;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.FlinkRuntimeException;
import io.millrace.datastream.windowing.triggers.Trigger;
import io.millrace.datastream.windowing.triggers.TriggerResult;
import io.millrace.datastream.windowing.windows.Window;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Calls a trigger about one window of the current key at a time, and gives it timers and state of that window. */
public final class TriggerCalls<K, IN, W extends Window> implements Trigger.OnMergeContext {
    private final Trigger<IN, W> trigger;
    private final OperatorContext context;
    private final KeyedStateBackend<K> state;
    private final KeyedTimers<K, W> timers;
    private final TypeInformation<W> windowType;
    private final LongSupplier watermark;
    private @Nullable W window;
    private Collection<W> mergedWindows = List.of();

    public TriggerCalls(
            Trigger<IN, W> trigger,
            OperatorContext context,
            KeyedStateBackend<K> state,
            KeyedTimers<K, W> timers,
            TypeInformation<W> windowType,
            LongSupplier watermark) {
        this.trigger = trigger;
        this.context = context;
        this.state = state;
        this.timers = timers;
        this.windowType = windowType;
        this.watermark = watermark;
    }

    public TriggerResult onElement(IN element, long timestamp, W window) throws Exception {
        this.window = window;
        return trigger.onElement(element, timestamp, window, this);
    }

    public TriggerResult onEventTime(long time, W window) throws Exception {
        this.window = window;
        return trigger.onEventTime(time, window, this);
    }

    public TriggerResult onProcessingTime(long time, W window) throws Exception {
        this.window = window;
        return trigger.onProcessingTime(time, window, this);
    }

    public void onMerge(W result, Collection<W> merged) throws Exception {
        this.window = result;
        this.mergedWindows = merged;
        trigger.onMerge(result, this);
    }

    public void clear(W window) throws Exception {
        this.window = window;
        trigger.clear(window, this);
    }

    private W window() {
        return Objects.requireNonNull(window, "the trigger context is valid during a call only");
    }

    @Override
    public long getCurrentProcessingTime() {
        return context.processingTime();
    }

    @Override
    public MetricGroup getMetricGroup() {
        return context.metrics();
    }

    @Override
    public long getCurrentWatermark() {
        return watermark.getAsLong();
    }

    @Override
    public void registerProcessingTimeTimer(long time) {
        timers.registerProcessingTime(window(), time);
        context.wakeAt(timers.nextProcessingTime());
    }

    @Override
    public void registerEventTimeTimer(long time) {
        timers.registerEventTime(window(), time);
    }

    @Override
    public void deleteProcessingTimeTimer(long time) {
        timers.deleteProcessingTime(window(), time);
    }

    @Override
    public void deleteEventTimeTimer(long time) {
        timers.deleteEventTime(window(), time);
    }

    @Override
    public <S extends State> S getPartitionedState(StateDescriptor<S, ?> stateDescriptor) {
        return state.state(windowType, stateDescriptor).in(window());
    }

    @Override
    public <S extends MergingState<?, ?>> void mergePartitionedState(StateDescriptor<S, ?> stateDescriptor) {
        try {
            state.state(windowType, stateDescriptor).merge(window(), mergedWindows);
        } catch (Exception e) {
            throw new FlinkRuntimeException(
                    "The state '" + stateDescriptor.getName() + "' of the trigger " + trigger
                            + " could not be merged into window " + window,
                    e);
        }
    }
}
