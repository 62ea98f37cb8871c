package io.millrace.datastream.windowing.assigners;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.datastream.windowing.triggers.ProcessingTimeTrigger;
import io.millrace.datastream.windowing.triggers.Trigger;
import io.millrace.datastream.windowing.windows.TimeWindow;
import java.util.Collection;
import java.util.Collections;

/** Sessions by the clock whose gap follows from their elements. */
public class DynamicProcessingTimeSessionWindows<T> extends MergingWindowAssigner<T, TimeWindow> {
    private static final long serialVersionUID = 1L;

    private final SessionWindowTimeGapExtractor<T> gap;

    protected DynamicProcessingTimeSessionWindows(SessionWindowTimeGapExtractor<T> gap) {
        this.gap = gap;
    }

    public static <T> DynamicProcessingTimeSessionWindows<T> withDynamicGap(
            SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor) {
        return new DynamicProcessingTimeSessionWindows<>(sessionWindowTimeGapExtractor);
    }

    @Override
    public Collection<TimeWindow> assignWindows(T element, long timestamp, WindowAssignerContext context) {
        long now = context.getCurrentProcessingTime();
        return Collections.singletonList(new TimeWindow(now, now + Timestamps.checkedGap(gap.extract(element))));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Trigger<T, TimeWindow> getDefaultTrigger() {
        return (Trigger<T, TimeWindow>) (Trigger<?, TimeWindow>) ProcessingTimeTrigger.create();
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
    public void mergeWindows(Collection<TimeWindow> windows, MergeCallback<TimeWindow> callback) {
        Timestamps.mergeSessions(windows, callback);
    }
}
