package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedTimers;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.types.Types;
import io.millrace.datastream.TimerService;
import org.jspecify.annotations.Nullable;

/** The timers of the current key that a user function sees, and the operator's view of event time. */
public final class KeyedTimerService<K> implements TimerService {
    /** User timers have one namespace: there is one set per key. */
    private static final Byte NAMESPACE = 0;

    private final OperatorContext context;
    private final KeyedTimers<K, Byte> timers;
    private long watermark;

    public KeyedTimerService(OperatorContext context, KeyedStateBackend<K> state) {
        this.context = context;
        this.timers = state.timers("user-timers", Types.BYTE);
        this.watermark = context.restored().watermark();
        if (timers.nextProcessingTime() != Long.MAX_VALUE) {
            context.wakeAt(timers.nextProcessingTime());
        }
    }

    /** Event time has come so far, or further; due timers are then asked for by {@link #pollEventTime}. */
    public void advanceTo(long newWatermark) {
        watermark = Math.max(watermark, newWatermark);
    }

    /** Another key begins, for which no time has passed. */
    public void startAgain() {
        watermark = Long.MIN_VALUE;
    }

    public KeyedTimers.@Nullable Timer<K, Byte> pollEventTime() {
        return timers.pollEventTime(watermark);
    }

    /** The next timer that is due by the clock; when there is none, asks the task to be woken at the next one. */
    public KeyedTimers.@Nullable Timer<K, Byte> pollProcessingTime(long now) {
        KeyedTimers.Timer<K, Byte> due = timers.pollProcessingTime(now);
        if (due == null) {
            context.wakeAt(timers.nextProcessingTime());
        }
        return due;
    }

    @Override
    public long currentProcessingTime() {
        return context.processingTime();
    }

    @Override
    public long currentWatermark() {
        return watermark;
    }

    @Override
    public void registerProcessingTimeTimer(long time) {
        timers.registerProcessingTime(NAMESPACE, time);
        context.wakeAt(timers.nextProcessingTime());
    }

    @Override
    public void registerEventTimeTimer(long time) {
        timers.registerEventTime(NAMESPACE, time);
    }

    @Override
    public void deleteProcessingTimeTimer(long time) {
        timers.deleteProcessingTime(NAMESPACE, time);
        context.wakeAt(timers.nextProcessingTime());
    }

    @Override
    public void deleteEventTimeTimer(long time) {
        timers.deleteEventTime(NAMESPACE, time);
    }
}
