package io.millrace.datastream.windowing.evictors;

import io.millrace.datastream.functions.windowing.delta.DeltaFunction;
import io.millrace.datastream.windowing.windows.Window;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Keeps elements that are nearer to the newest one than a threshold. */
public class DeltaEvictor<T, W extends Window> implements Evictor<T, W> {
    private static final long serialVersionUID = 1L;

    private final double threshold;
    private final DeltaFunction<T> distance;
    private final boolean doEvictAfter;

    private DeltaEvictor(double threshold, DeltaFunction<T> distance, boolean doEvictAfter) {
        this.threshold = threshold;
        this.distance = distance;
        this.doEvictAfter = doEvictAfter;
    }

    public static <T, W extends Window> DeltaEvictor<T, W> of(double threshold, DeltaFunction<T> deltaFunction) {
        return of(threshold, deltaFunction, false);
    }

    public static <T, W extends Window> DeltaEvictor<T, W> of(
            double threshold, DeltaFunction<T> deltaFunction, boolean doEvictAfter) {
        return new DeltaEvictor<>(threshold, deltaFunction, doEvictAfter);
    }

    @Override
    public void evictBefore(Iterable<TimestampedValue<T>> elements, int size, W window, EvictorContext ctx) {
        if (!doEvictAfter) {
            evict(elements);
        }
    }

    @Override
    public void evictAfter(Iterable<TimestampedValue<T>> elements, int size, W window, EvictorContext ctx) {
        if (doEvictAfter) {
            evict(elements);
        }
    }

    private void evict(Iterable<TimestampedValue<T>> elements) {
        @Nullable TimestampedValue<T> newest = null;
        for (TimestampedValue<T> element : elements) {
            newest = element;
        }
        if (newest == null) {
            return;
        }
        for (Iterator<TimestampedValue<T>> all = elements.iterator(); all.hasNext(); ) {
            if (distance.getDelta(all.next().getValue(), newest.getValue()) >= threshold) {
                all.remove();
            }
        }
    }
}
