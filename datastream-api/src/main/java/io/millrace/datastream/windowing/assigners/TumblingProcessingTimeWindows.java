package io.millrace.datastream.windowing.assigners;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.datastream.windowing.time.Time;
import io.millrace.datastream.windowing.triggers.ProcessingTimeTrigger;
import io.millrace.datastream.windowing.triggers.Trigger;
import io.millrace.datastream.windowing.windows.TimeWindow;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Windows of one size, end to end, by the clock. */
public class TumblingProcessingTimeWindows extends WindowAssigner<Object, TimeWindow> {
    private static final long serialVersionUID = 1L;

    private final long sizeMs;
    private final long offsetMs;
    private final WindowStagger stagger;
    private @Nullable Long staggerMs;
    private transient @Nullable LastWindow last;

    private TumblingProcessingTimeWindows(long sizeMs, long offsetMs, WindowStagger stagger) {
        if (Math.abs(offsetMs) >= sizeMs) {
            throw new IllegalArgumentException(
                    "TumblingProcessingTimeWindows parameters must satisfy abs(offset) < size; size=" + sizeMs
                            + " ms, offset=" + offsetMs + " ms");
        }
        this.sizeMs = sizeMs;
        this.offsetMs = offsetMs;
        this.stagger = stagger;
    }

    public static TumblingProcessingTimeWindows of(Duration size) {
        return of(size, Duration.ZERO);
    }

    public static TumblingProcessingTimeWindows of(Duration size, Duration offset) {
        return of(size, offset, WindowStagger.ALIGNED);
    }

    public static TumblingProcessingTimeWindows of(Duration size, Duration offset, WindowStagger windowStagger) {
        return new TumblingProcessingTimeWindows(size.toMillis(), offset.toMillis(), windowStagger);
    }

    @Deprecated
    public static TumblingProcessingTimeWindows of(Time size) {
        return of(size.toDuration());
    }

    @Deprecated
    public static TumblingProcessingTimeWindows of(Time size, Time offset) {
        return of(size.toDuration(), offset.toDuration());
    }

    @Deprecated
    public static TumblingProcessingTimeWindows of(Time size, Time offset, WindowStagger windowStagger) {
        return of(size.toDuration(), offset.toDuration(), windowStagger);
    }

    @Override
    public Collection<TimeWindow> assignWindows(Object element, long timestamp, WindowAssignerContext context) {
        long now = context.getCurrentProcessingTime();
        LastWindow before = last;
        Collection<TimeWindow> again = before == null ? null : before.at(now);
        return again == null ? assign(now) : again;
    }

    private Collection<TimeWindow> assign(long now) {
        Long shift = staggerMs;
        if (shift == null) {
            shift = stagger.getStaggerOffset(now, sizeMs);
            staggerMs = shift;
        }
        long start = TimeWindow.getWindowStartWithOffset(now, (offsetMs + shift) % sizeMs, sizeMs);
        LastWindow assigned = last;
        if (assigned == null) {
            assigned = new LastWindow();
            last = assigned;
        }
        return assigned.assign(start, sizeMs);
    }

    @Override
    public Trigger<Object, TimeWindow> getDefaultTrigger() {
        return ProcessingTimeTrigger.create();
    }

    @Override
    public TypeSerializer<TimeWindow> getWindowSerializer(ExecutionConfig executionConfig) {
        return Timestamps.timeWindowSerializer();
    }

    @Override
    public boolean isEventTime() {
        return false;
    }

    @Override
    public String toString() {
        return "TumblingProcessingTimeWindows(" + sizeMs + ")";
    }
}
