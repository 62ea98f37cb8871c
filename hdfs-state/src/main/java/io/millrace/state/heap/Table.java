package io.millrace.state.heap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of one state; speaks of the current key, and the selected namespace. */
interface Table<V> {
    @Nullable
    V get();

    void put(V value);

    void remove();

    /** Reads ahead what there is of keys that are numbers; the result means nothing. */
    default int touch(long[] keys, int count) {
        return 0;
    }

    /** All entries, as they are now: a view, for a snapshot to freeze or write. */
    List<StatePart.Run> runs();

    /**
     * Puts a value that a snapshot had.
     *
     * @param hashableKey in the form fit for hash tables
     * @param namespace null for state without namespaces
     */
    void putRestored(Object hashableKey, @Nullable Object namespace, V value);

    /** Removes the values of the current key in all namespaces. */
    void dropKey();
}
