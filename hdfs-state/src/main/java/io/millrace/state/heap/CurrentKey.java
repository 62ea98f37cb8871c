package io.millrace.state.heap;

import io.millrace.types.key.HashableKey;
import org.jspecify.annotations.Nullable;

/** The key that state and timers speak of, in a form fit for hash tables. */
final class CurrentKey<K> {
    private @Nullable K key;
    private @Nullable Object hashable;

    void set(K key) {
        if (key == null) {
            throw new NullPointerException(
                    "Assigned key must not be null! Let the key selector return a value for every"
                            + " record, for instance an empty string.");
        }
        this.key = key;
        this.hashable = HashableKey.of(key);
    }

    K get() {
        K known = key;
        if (known == null) {
            throw noKey();
        }
        return known;
    }

    Object hashable() {
        Object known = hashable;
        if (known == null) {
            throw noKey();
        }
        return known;
    }

    private static IllegalStateException noKey() {
        return new IllegalStateException(
                "No key set. This method should not be called outside of a keyed context: use keyed state and timers in"
                        + " the calls for a record or a timer, not in open() or close().");
    }
}
