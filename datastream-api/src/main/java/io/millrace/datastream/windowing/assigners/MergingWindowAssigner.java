package io.millrace.datastream.windowing.assigners;

import io.millrace.datastream.windowing.windows.Window;
import java.util.Collection;

/** An assigner whose windows grow together, such as sessions. */
public abstract class MergingWindowAssigner<T, W extends Window> extends WindowAssigner<T, W> {
    private static final long serialVersionUID = 1L;

    /** Tells {@code callback} which of {@code windows} become one. */
    public abstract void mergeWindows(Collection<W> windows, MergeCallback<W> callback);

    /** Hears of merges. */
    public interface MergeCallback<W> {
        void merge(Collection<W> toBeMerged, W mergeResult);
    }
}
