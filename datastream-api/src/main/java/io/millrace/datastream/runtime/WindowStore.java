package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.datastream.windowing.windows.Window;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The contents of the windows of the current key. */
public interface WindowStore<IN, V, W extends Window> {
    /** Where they are kept. */
    KeyedStateBackend.NamespacedState<W, ?> state();

    /** Whether nothing is in the window. */
    boolean isEmpty(W place);

    void add(W place, IN record, long timestamp) throws Exception;

    /** What the window's function sees, or null if there is nothing. */
    @Nullable
    Iterable<V> read(W place, W window) throws Exception;

    /** The function has seen what {@link #read} gave. */
    default void afterFire(W place, W window) throws Exception {}

    void clear(W place);

    void merge(W target, Collection<W> sources) throws Exception;
}
