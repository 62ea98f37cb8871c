package io.millrace.state.heap;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Entries in two arrays of the same length; places without a key are empty. Nothing changes the arrays any more. */
final class FrozenEntries<V> implements Entries<V> {
    private final @Nullable Object[] keys;
    private final @Nullable Object[] values;
    private final int size;

    FrozenEntries(@Nullable Object[] keys, @Nullable Object[] values, int size) {
        this.keys = keys;
        this.values = values;
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // where there is a key there is a value
    public void forEach(Visitor<V> visitor) throws IOException {
        for (int i = 0; i < keys.length; i++) {
            Object key = keys[i];
            if (key != null) {
                visitor.entry(key, (V) values[i]);
            }
        }
    }

    @Override
    public Entries<V> frozen() {
        return this;
    }
}
