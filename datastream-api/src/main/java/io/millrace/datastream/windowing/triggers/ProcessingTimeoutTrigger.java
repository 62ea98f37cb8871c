package io.millrace.datastream.windowing.triggers;

import io.millrace.dataflow.state.ValueState;
import io.millrace.dataflow.state.ValueStateDescriptor;
import io.millrace.dataflow.types.Types;
import io.millrace.datastream.windowing.windows.Window;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Fires when another trigger does, or when that one has not fired for a while by the clock. */
public class ProcessingTimeoutTrigger<T, W extends Window> extends Trigger<T, W> {
    private static final long serialVersionUID = 1L;

    private final Trigger<T, W> nested;
    private final long timeoutMs;
    private final boolean resetTimerOnNewRecord;
    private final boolean shouldClearOnTimeout;
    private final ValueStateDescriptor<Long> timeout = new ValueStateDescriptor<>("timeout", Types.LONG);

    private ProcessingTimeoutTrigger(
            Trigger<T, W> nested, long timeoutMs, boolean resetTimerOnNewRecord, boolean shouldClearOnTimeout) {
        if (timeoutMs < 1) {
            throw new IllegalArgumentException(
                    "Timeout of a trigger: expected=1 ms or more, actual=" + timeoutMs + " ms");
        }
        this.nested = nested;
        this.timeoutMs = timeoutMs;
        this.resetTimerOnNewRecord = resetTimerOnNewRecord;
        this.shouldClearOnTimeout = shouldClearOnTimeout;
    }

    /** The time counts from the first element; after it the other trigger begins anew. */
    public static <T, W extends Window> ProcessingTimeoutTrigger<T, W> of(
            Trigger<T, W> nestedTrigger, Duration timeout) {
        return of(nestedTrigger, timeout, false, true);
    }

    /**
     * @param resetTimerOnNewRecord whether the time counts from the last element, not the first
     * @param shouldClearOnTimeout whether the other trigger begins anew after the time
     */
    public static <T, W extends Window> ProcessingTimeoutTrigger<T, W> of(
            Trigger<T, W> nestedTrigger,
            Duration timeout,
            boolean resetTimerOnNewRecord,
            boolean shouldClearOnTimeout) {
        return new ProcessingTimeoutTrigger<>(
                nestedTrigger, timeout.toMillis(), resetTimerOnNewRecord, shouldClearOnTimeout);
    }

    @Override
    public TriggerResult onElement(T element, long timestamp, W window, TriggerContext ctx) throws Exception {
        TriggerResult result = nested.onElement(element, timestamp, window, ctx);
        if (result.isFire()) {
            clear(window, ctx);
            return result;
        }
        ValueState<Long> state = ctx.getPartitionedState(timeout);
        @Nullable Long at = state.value();
        if (at != null && !resetTimerOnNewRecord) {
            return result;
        }
        if (at != null) {
            ctx.deleteProcessingTimeTimer(at);
        }
        long next = ctx.getCurrentProcessingTime() + timeoutMs;
        state.update(next);
        ctx.registerProcessingTimeTimer(next);
        return result;
    }

    @Override
    public TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) throws Exception {
        TriggerResult result = nested.onProcessingTime(time, window, ctx);
        @Nullable Long at = ctx.getPartitionedState(timeout).value();
        boolean isTimeout = at != null && at <= time;
        if (!isTimeout && !result.isFire()) {
            return result;
        }
        if (shouldClearOnTimeout || !isTimeout) {
            clear(window, ctx);
        } else {
            ctx.getPartitionedState(timeout).clear();
        }
        return result.isPurge() ? TriggerResult.FIRE_AND_PURGE : TriggerResult.FIRE;
    }

    @Override
    public TriggerResult onEventTime(long time, W window, TriggerContext ctx) throws Exception {
        TriggerResult result = nested.onEventTime(time, window, ctx);
        if (result.isFire()) {
            clear(window, ctx);
        }
        return result;
    }

    @Override
    public void clear(W window, TriggerContext ctx) throws Exception {
        ValueState<Long> state = ctx.getPartitionedState(timeout);
        @Nullable Long at = state.value();
        if (at != null) {
            ctx.deleteProcessingTimeTimer(at);
            state.clear();
        }
        nested.clear(window, ctx);
    }

    @Override
    public String toString() {
        return "TimeoutTrigger(" + nested + ")";
    }
}
