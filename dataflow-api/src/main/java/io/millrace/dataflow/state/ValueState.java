package io.millrace.dataflow.state;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One value per key. */
public interface ValueState<T> extends State {
    /** The value for the current key; the descriptor's default (usually null) if there is none. */
    @Nullable
    T value() throws IOException;

    /** Sets the value for the current key; null removes it. */
    void update(@Nullable T value) throws IOException;
}
