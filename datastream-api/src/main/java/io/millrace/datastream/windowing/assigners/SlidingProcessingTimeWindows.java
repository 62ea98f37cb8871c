package io.millrace.datastream.windowing.assigners;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.datastream.windowing.time.Time;
import io.millrace.datastream.windowing.triggers.ProcessingTimeTrigger;
import io.millrace.datastream.windowing.triggers.Trigger;
import io.millrace.datastream.windowing.windows.TimeWindow;
import java.time.Duration;
import java.util.Collection;

/** Windows of one size that begin every slide, by the clock. */
public class SlidingProcessingTimeWindows extends WindowAssigner<Object, TimeWindow> {
    private static final long serialVersionUID = 1L;

    private final long sizeMs;
    private final long slideMs;
    private final long offsetMs;

    private SlidingProcessingTimeWindows(long sizeMs, long slideMs, long offsetMs) {
        if (Math.abs(offsetMs) >= slideMs || sizeMs <= 0) {
            throw new IllegalArgumentException(
                    "SlidingProcessingTimeWindows parameters must satisfy abs(offset) < slide and size > 0; size="
                            + sizeMs + " ms, slide=" + slideMs + " ms, offset=" + offsetMs + " ms");
        }
        this.sizeMs = sizeMs;
        this.slideMs = slideMs;
        this.offsetMs = offsetMs;
    }

    public static SlidingProcessingTimeWindows of(Duration size, Duration slide) {
        return of(size, slide, Duration.ZERO);
    }

    public static SlidingProcessingTimeWindows of(Duration size, Duration slide, Duration offset) {
        return new SlidingProcessingTimeWindows(size.toMillis(), slide.toMillis(), offset.toMillis());
    }

    @Deprecated
    public static SlidingProcessingTimeWindows of(Time size, Time slide) {
        return of(size.toDuration(), slide.toDuration());
    }

    @Deprecated
    public static SlidingProcessingTimeWindows of(Time size, Time slide, Time offset) {
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
        return Timestamps.sliding(context.getCurrentProcessingTime(), sizeMs, slideMs, offsetMs);
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
        return "SlidingProcessingTimeWindows(" + sizeMs + ", " + slideMs + ")";
    }
}
