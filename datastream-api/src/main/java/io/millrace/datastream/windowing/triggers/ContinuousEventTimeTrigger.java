package io.millrace.datastream.windowing.triggers;

import io.millrace.dataflow.state.ReducingState;
import io.millrace.dataflow.state.ReducingStateDescriptor;
import io.millrace.dataflow.types.BasicTypeInfo;
import io.millrace.datastream.windowing.time.Time;
import io.millrace.datastream.windowing.windows.Window;
import java.time.Duration;

/** Fires at every multiple of an interval in event time, and at the end of the window. */
public class ContinuousEventTimeTrigger<W extends Window> extends Trigger<Object, W> {
    private static final long serialVersionUID = 1L;

    private final long intervalMs;
    private final ReducingStateDescriptor<Long> next =
            new ReducingStateDescriptor<>("fire-time", new Earliest(), BasicTypeInfo.LONG_TYPE_INFO);

    private ContinuousEventTimeTrigger(long intervalMs) {
        this.intervalMs = intervalMs;
    }

    public static <W extends Window> ContinuousEventTimeTrigger<W> of(Duration interval) {
        return new ContinuousEventTimeTrigger<>(Earliest.checkedMillis(interval.toMillis()));
    }

    @Deprecated
    public static <W extends Window> ContinuousEventTimeTrigger<W> of(Time interval) {
        return of(interval.toDuration());
    }

    public long getInterval() {
        return intervalMs;
    }

    @Override
    public TriggerResult onElement(Object element, long timestamp, W window, TriggerContext ctx) throws Exception {
        if (window.maxTimestamp() <= ctx.getCurrentWatermark()) {
            return TriggerResult.FIRE;
        }
        ctx.registerEventTimeTimer(window.maxTimestamp());
        if (ctx.getPartitionedState(next).get() == null) {
            scheduleAfter(Math.floorDiv(timestamp, intervalMs) * intervalMs, window, ctx);
        }
        return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onEventTime(long time, W window, TriggerContext ctx) throws Exception {
        if (time == window.maxTimestamp()) {
            return TriggerResult.FIRE;
        }
        ReducingState<Long> due = ctx.getPartitionedState(next);
        Long at = due.get();
        if (at == null || at != time) {
            return TriggerResult.CONTINUE;
        }
        due.clear();
        scheduleAfter(time, window, ctx);
        return TriggerResult.FIRE;
    }

    private void scheduleAfter(long time, W window, TriggerContext ctx) throws Exception {
        long at = Math.min(time + intervalMs, window.maxTimestamp());
        ctx.getPartitionedState(next).add(at);
        ctx.registerEventTimeTimer(at);
    }

    @Override
    public TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) {
        return TriggerResult.CONTINUE;
    }

    @Override
    public void clear(W window, TriggerContext ctx) throws Exception {
        ReducingState<Long> due = ctx.getPartitionedState(next);
        Long at = due.get();
        if (at != null) {
            ctx.deleteEventTimeTimer(at);
            due.clear();
        }
        ctx.deleteEventTimeTimer(window.maxTimestamp());
    }

    @Override
    public boolean canMerge() {
        return true;
    }

    @Override
    public void onMerge(W window, OnMergeContext ctx) throws Exception {
        ctx.mergePartitionedState(next);
        Long at = ctx.getPartitionedState(next).get();
        if (at != null) {
            ctx.registerEventTimeTimer(at);
        }
        if (window.maxTimestamp() > ctx.getCurrentWatermark()) {
            ctx.registerEventTimeTimer(window.maxTimestamp());
        }
    }

    @Override
    public String toString() {
        return "ContinuousEventTimeTrigger(" + intervalMs + ")";
    }
}
