package io.millrace.datastream.windowing.triggers;

import io.millrace.dataflow.state.ValueState;
import io.millrace.dataflow.state.ValueStateDescriptor;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.datastream.functions.windowing.delta.DeltaFunction;
import io.millrace.datastream.windowing.windows.Window;

/** Fires when an element is farther than a threshold from the one that fired last, or came first. */
public class DeltaTrigger<T, W extends Window> extends Trigger<T, W> {
    private static final long serialVersionUID = 1L;

    private final double threshold;
    private final DeltaFunction<T> distance;
    private final ValueStateDescriptor<T> lastFired;

    private DeltaTrigger(double threshold, DeltaFunction<T> distance, TypeSerializer<T> serializer) {
        this.threshold = threshold;
        this.distance = distance;
        this.lastFired = new ValueStateDescriptor<>("last-element", serializer);
    }

    public static <T, W extends Window> DeltaTrigger<T, W> of(
            double threshold, DeltaFunction<T> deltaFunction, TypeSerializer<T> stateSerializer) {
        return new DeltaTrigger<>(threshold, deltaFunction, stateSerializer);
    }

    @Override
    public TriggerResult onElement(T element, long timestamp, W window, TriggerContext ctx) throws Exception {
        ValueState<T> last = ctx.getPartitionedState(lastFired);
        T before = last.value();
        if (before == null) {
            last.update(element);
            return TriggerResult.CONTINUE;
        }
        if (distance.getDelta(before, element) > threshold) {
            last.update(element);
            return TriggerResult.FIRE;
        }
        return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onEventTime(long time, W window, TriggerContext ctx) {
        return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) {
        return TriggerResult.CONTINUE;
    }

    @Override
    public void clear(W window, TriggerContext ctx) {
        ctx.getPartitionedState(lastFired).clear();
    }

    @Override
    public String toString() {
        return "DeltaTrigger(" + distance + ", " + threshold + ")";
    }
}
