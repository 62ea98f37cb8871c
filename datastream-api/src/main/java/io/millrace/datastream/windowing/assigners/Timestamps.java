package io.millrace.datastream.windowing.assigners;

import io.millrace.dataflow.serialization.SerializerConfigImpl;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.datastream.windowing.windows.TimeWindow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the assigners of time windows share. */
final class Timestamps {
    private Timestamps() {}

    /** @throws IllegalStateException if the element has no timestamp */
    static void check(long timestamp) {
        if (timestamp == Long.MIN_VALUE) {
            throw new IllegalStateException("Record has Long.MIN_VALUE timestamp (= no timestamp marker). "
                    + "Is the time characteristic set to 'ProcessingTime', or did you forget to call "
                    + "'DataStream.assignTimestampsAndWatermarks(...)'?");
        }
    }

    static long checkedGap(long gapMs) {
        if (gapMs <= 0) {
            throw new IllegalArgumentException("Dynamic session time gap must satisfy 0 < gap; gap=" + gapMs + " ms");
        }
        return gapMs;
    }

    static TypeSerializer<TimeWindow> timeWindowSerializer() {
        return TypeInformation.of(TimeWindow.class).createSerializer(new SerializerConfigImpl());
    }

    /** Starts of the windows that hold {@code timestamp}, latest first; all in milliseconds. */
    static List<TimeWindow> sliding(long timestamp, long sizeMs, long slideMs, long offsetMs) {
        List<TimeWindow> windows = new ArrayList<>((int) (sizeMs / slideMs) + 1);
        long last = TimeWindow.getWindowStartWithOffset(timestamp, offsetMs, slideMs);
        for (long start = last; start > timestamp - sizeMs; start -= slideMs) {
            windows.add(new TimeWindow(start, start + sizeMs));
        }
        return windows;
    }

    /** Joins windows that touch or overlap; tells the callback each group of two or more. */
    static void mergeSessions(
            Collection<TimeWindow> windows, MergingWindowAssigner.MergeCallback<TimeWindow> callback) {
        List<TimeWindow> sorted = new ArrayList<>(windows);
        Collections.sort(sorted);
        List<TimeWindow> group = new ArrayList<>();
        @Nullable TimeWindow cover = null;
        for (TimeWindow window : sorted) {
            if (cover != null && cover.intersects(window)) {
                cover = cover.cover(window);
            } else {
                tell(group, cover, callback);
                group = new ArrayList<>();
                cover = window;
            }
            group.add(window);
        }
        tell(group, cover, callback);
    }

    private static void tell(
            List<TimeWindow> group,
            @Nullable TimeWindow cover,
            MergingWindowAssigner.MergeCallback<TimeWindow> callback) {
        if (cover != null && group.size() > 1) {
            callback.merge(group, cover);
        }
    }
}
