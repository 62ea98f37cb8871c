package io.millrace.dataflow.state;

import org.jspecify.annotations.Nullable;

/** State that values are added to. */
public interface AppendingState<IN, OUT> extends State {
    /** What is kept for the current key; null if nothing is. */
    @Nullable
    OUT get() throws Exception;

    void add(IN value) throws Exception;
}
