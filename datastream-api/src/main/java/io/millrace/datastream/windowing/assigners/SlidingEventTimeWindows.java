package io.millrace.datastream.windowing.assigners;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.datastream.windowing.time.Time;
import io.millrace.datastream.windowing.triggers.EventTimeTrigger;
import io.millrace.datastream.windowing.triggers.Trigger;
import io.millrace.datastream.windowing.windows.TimeWindow;
import java.time.Duration;
import java.util.Collection;

/** Windows of one size that begin every slide, by event time; an element is in size / slide of them. */
public class SlidingEventTimeWindows extends WindowAssigner<Object, TimeWindow> {
    private static final long serialVersionUID = 1L;

    private final long sizeMs;
    private final long slideMs;
    private final long offsetMs;

    protected SlidingEventTimeWindows(long sizeMs, long slideMs, long offsetMs) {
        if (Math.abs(offsetMs) >= slideMs || sizeMs <= 0) {
            throw new IllegalArgumentException(
                    "SlidingEventTimeWindows parameters must satisfy abs(offset) < slide and size > 0; size=" + sizeMs
                            + " ms, slide=" + slideMs + " ms, offset=" + offsetMs + " ms");
        }
        this.sizeMs = sizeMs;
        this.slideMs = slideMs;
        this.offsetMs = offsetMs;
    }

    public static SlidingEventTimeWindows of(Duration size, Duration slide) {
        return of(size, slide, Duration.ZERO);
    }

    public static SlidingEventTimeWindows of(Duration size, Duration slide, Duration offset) {
        return new SlidingEventTimeWindows(size.toMillis(), slide.toMillis(), offset.toMillis());
    }

    @Deprecated
    public static SlidingEventTimeWindows of(Time size, Time slide) {
        return of(size.toDuration(), slide.toDuration());
    }

    @Deprecated
    public static SlidingEventTimeWindows of(Time size, Time slide, Time offset) {
        return of(size.toDuration(), slide.toDuration(), offset.toDuration());
    }

    public long getSize() {
        return sizeMs;
    }

    public long getSlide() {
        return slideMs;
    }

    @Override
    public Collection<TimeWindow> assignWindows(Object element, long timestamp, WindowAssignerContext context) {
        Timestamps.check(timestamp);
        return Timestamps.sliding(timestamp, sizeMs, slideMs, offsetMs);
    }

    @Override
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
        return "SlidingEventTimeWindows(" + sizeMs + ", " + slideMs + ")";
    }
}
