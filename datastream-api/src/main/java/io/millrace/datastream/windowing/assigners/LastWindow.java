package io.millrace.datastream.windowing.assigners;

import io.millrace.datastream.windowing.windows.TimeWindow;
import java.util.Collection;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * The tumbling window that was assigned last: most records fall into the same one as the record before them, so it need be
 * neither computed nor made again. Used by the thread of one subtask.
 */
final class LastWindow {
    private long start;
    private long end;
    private @Nullable Collection<TimeWindow> windows;

    /** What was assigned last, if this moment falls into it; else null. */
    @Nullable
    Collection<TimeWindow> at(long time) {
        return time >= start && time < end ? windows : null;
    }

    Collection<TimeWindow> assign(long newStart, long sizeMs) {
        start = newStart;
        end = newStart + sizeMs;
        Collection<TimeWindow> assigned = Collections.singletonList(new TimeWindow(start, end));
        windows = assigned;
        return assigned;
    }
}
