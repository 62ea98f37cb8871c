package io.millrace.state.heap;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One state, or the timers of one time, as captured. Asked by one thread at a time. */
interface Part {
    /** What it has of a key group; null if nothing. */
    @Nullable
    Section section(int keyGroup) throws IOException;
}
