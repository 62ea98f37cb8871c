package io.millrace.datastream.windowing.assigners;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.datastream.windowing.time.Time;
import io.millrace.datastream.windowing.triggers.EventTimeTrigger;
import io.millrace.datastream.windowing.triggers.Trigger;
import io.millrace.datastream.windowing.windows.TimeWindow;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Windows of one size, end to end, by event time. */
public class TumblingEventTimeWindows extends WindowAssigner<Object, TimeWindow> {
    private static final long serialVersionUID = 1L;

    private final long sizeMs;
    private final long offsetMs;
    private final WindowStagger stagger;
    private @Nullable Long staggerMs;
    private transient @Nullable LastWindow last;

    protected TumblingEventTimeWindows(long sizeMs, long offsetMs, WindowStagger stagger) {
        if (Math.abs(offsetMs) >= sizeMs) {
            throw new IllegalArgumentException(
                    "TumblingEventTimeWindows parameters must satisfy abs(offset) < size; size=" + sizeMs
                            + " ms, offset=" + offsetMs + " ms");
        }
        this.sizeMs = sizeMs;
        this.offsetMs = offsetMs;
        this.stagger = stagger;
    }

    public static TumblingEventTimeWindows of(Duration size) {
        return of(size, Duration.ZERO);
    }

    public static TumblingEventTimeWindows of(Duration size, Duration offset) {
        return of(size, offset, WindowStagger.ALIGNED);
    }

    public static TumblingEventTimeWindows of(Duration size, Duration offset, WindowStagger windowStagger) {
        return new TumblingEventTimeWindows(size.toMillis(), offset.toMillis(), windowStagger);
    }

    @Deprecated
    public static TumblingEventTimeWindows of(Time size) {
        return of(size.toDuration());
    }

    @Deprecated
    public static TumblingEventTimeWindows of(Time size, Time offset) {
        return of(size.toDuration(), offset.toDuration());
    }

    @Deprecated
    public static TumblingEventTimeWindows of(Time size, Time offset, WindowStagger windowStagger) {
        return of(size.toDuration(), offset.toDuration(), windowStagger);
    }

    @Override
    public Collection<TimeWindow> assignWindows(Object element, long timestamp, WindowAssignerContext context) {
        Timestamps.check(timestamp);
        LastWindow before = last;
        Collection<TimeWindow> again = before == null ? null : before.at(timestamp);
        return again == null ? assign(timestamp, context) : again;
    }

    private Collection<TimeWindow> assign(long timestamp, WindowAssignerContext context) {
        Long shift = staggerMs;
        if (shift == null) {
            shift = stagger.getStaggerOffset(context.getCurrentProcessingTime(), sizeMs);
            staggerMs = shift;
        }
        long start = TimeWindow.getWindowStartWithOffset(timestamp, (offsetMs + shift) % sizeMs, sizeMs);
        LastWindow assigned = last;
        if (assigned == null) {
            assigned = new LastWindow();
            last = assigned;
        }
        return assigned.assign(start, sizeMs);
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Trigger<Object, TimeWindow> getDefaultTrigger() {
        return EventTimeTrigger.create();
    }

    @Override
    public TypeSerializer<TimeWindow> getWindowSerializer(ExecutionConfig executionConfig) {
        return Timestamps.timeWindowSerializer();
    }

    @Override
    public boolean isEventTime() {
        return true;
    }

    @Override
    public String toString() {
        return "TumblingEventTimeWindows(" + sizeMs + ")";
    }
}
