package io.millrace.state.heap;

import org.jspecify.annotations.Nullable;

/** The values of one state; speaks of the current key, and the selected namespace. */
interface Table<V> {
    @Nullable
    V get();

    void put(V value);

    void remove();

    /** Removes the values of the current key in all namespaces. */
    void dropKey();
}
