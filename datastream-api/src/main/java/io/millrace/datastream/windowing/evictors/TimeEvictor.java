package io.millrace.datastream.windowing.evictors;

import io.millrace.datastream.windowing.time.Time;
import io.millrace.datastream.windowing.windows.Window;
import java.time.Duration;
import java.util.Iterator;

/** Keeps elements whose timestamps are less than a given time before the newest one's. */
public class TimeEvictor<W extends Window> implements Evictor<Object, W> {
    private static final long serialVersionUID = 1L;

    private final long windowSizeMs;
    private final boolean doEvictAfter;

    public TimeEvictor(long windowSizeMs) {
        this(windowSizeMs, false);
    }

    public TimeEvictor(long windowSizeMs, boolean doEvictAfter) {
        this.windowSizeMs = windowSizeMs;
        this.doEvictAfter = doEvictAfter;
    }

    public static <W extends Window> TimeEvictor<W> of(Duration windowSize) {
        return new TimeEvictor<>(windowSize.toMillis());
    }

    public static <W extends Window> TimeEvictor<W> of(Duration windowSize, boolean doEvictAfter) {
        return new TimeEvictor<>(windowSize.toMillis(), doEvictAfter);
    }

    @Deprecated
    public static <W extends Window> TimeEvictor<W> of(Time windowSize) {
        return of(windowSize.toDuration());
    }

    @Deprecated
    public static <W extends Window> TimeEvictor<W> of(Time windowSize, boolean doEvictAfter) {
        return of(windowSize.toDuration(), doEvictAfter);
    }

    public long getWindowSize() {
        return windowSizeMs;
    }

    @Override
    public void evictBefore(Iterable<TimestampedValue<Object>> elements, int size, W window, EvictorContext ctx) {
        if (!doEvictAfter) {
            evict(elements);
        }
    }

    @Override
    public void evictAfter(Iterable<TimestampedValue<Object>> elements, int size, W window, EvictorContext ctx) {
        if (doEvictAfter) {
            evict(elements);
        }
    }

    private void evict(Iterable<TimestampedValue<Object>> elements) {
        Iterator<TimestampedValue<Object>> first = elements.iterator();
        if (!first.hasNext() || !first.next().hasTimestamp()) {
            return;
        }
        long newest = Long.MIN_VALUE;
        for (TimestampedValue<Object> element : elements) {
            newest = Math.max(newest, element.getTimestamp());
        }
        long cutoff = newest - windowSizeMs;
        for (Iterator<TimestampedValue<Object>> all = elements.iterator(); all.hasNext(); ) {
            if (all.next().getTimestamp() <= cutoff) {
                all.remove();
            }
        }
    }
}
