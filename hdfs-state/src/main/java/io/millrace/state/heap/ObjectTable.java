package io.millrace.state.heap;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Values by objects with their hash codes beside them: a look-up reaches only for objects that are probably equal. */
final class ObjectTable<V> extends StateTable<V> {
    private @Nullable Object[] keys = new @Nullable Object[SMALLEST];
    private int[] hashes = new int[SMALLEST];
    private int lastPlace;

    /** The same entries; the keys may be of any kind from now on. */
    static <V> ObjectTable<V> of(Entries<V> entries) {
        ObjectTable<V> table = new ObjectTable<>();
        try {
            entries.forEach((hashable, value) -> table.put(CurrentKey.ofHashable(hashable), value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }

    // Keys of one subtask share bits of their hash codes, since these chose the subtask.
    private static int spread(int hash) {
        int spread = hash * 0x9E3779B9;
        return spread ^ spread >>> 16;
    }

    @Override
    StateTable<V> fittedTo(CurrentKey<?> key) {
        return this;
    }

    @Override
    int place(CurrentKey<?> key) {
        Object wanted = key.hashable();
        if (keys[lastPlace] == wanted) {
            return lastPlace;
        }
        int hash = wanted.hashCode();
        int mask = keys.length - 1;
        int place = spread(hash) & mask;
        for (Object found = keys[place]; found != null; found = keys[place]) {
            if (hashes[place] == hash && found.equals(wanted)) {
                break;
            }
            place = (place + 1) & mask;
        }
        lastPlace = place;
        return place;
    }

    @Override
    void writeKey(int place, CurrentKey<?> key) {
        Object written = key.hashable();
        keys[place] = written;
        hashes[place] = written.hashCode();
    }

    @Override
    int home(int place) {
        return spread(hashes[place]) & keys.length - 1;
    }

    @Override
    void moveKey(int from, int to) {
        keys[to] = keys[from];
        hashes[to] = hashes[from];
    }

    @Override
    void forgetKey(int place) {
        keys[place] = null;
    }

    @Override
    @SuppressWarnings("NullAway") // asked of places with values only
    Object keyAt(int place) {
        return keys[place];
    }

    @Override
    @Nullable
    Object[] doubled(@Nullable Object[] values) {
        @Nullable Object[] keysBefore = keys;
        int[] hashesBefore = hashes;
        int mask = 2 * keysBefore.length - 1;
        @Nullable Object[] moved = new @Nullable Object[mask + 1];
        keys = new @Nullable Object[mask + 1];
        hashes = new int[mask + 1];
        for (int i = 0; i < keysBefore.length; i++) {
            if (values[i] != null) {
                int place = spread(hashesBefore[i]) & mask;
                while (moved[place] != null) {
                    place = (place + 1) & mask;
                }
                keys[place] = keysBefore[i];
                hashes[place] = hashesBefore[i];
                moved[place] = values[i];
            }
        }
        lastPlace = 0;
        return moved;
    }

    @Override
    public Entries<V> frozen() {
        return new FrozenEntries<>(keys.clone(), copiedValues(), size());
    }
}
