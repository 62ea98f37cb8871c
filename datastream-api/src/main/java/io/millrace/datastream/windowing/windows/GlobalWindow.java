package io.millrace.datastream.windowing.windows;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** The one window that holds everything. */
public class GlobalWindow extends Window implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final GlobalWindow INSTANCE = new GlobalWindow();

    private GlobalWindow() {}

    public static GlobalWindow get() {
        return INSTANCE;
    }

    @Override
    public long maxTimestamp() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GlobalWindow;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "GlobalWindow";
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
