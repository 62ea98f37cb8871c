package io.millrace.state.heap;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Values by key: open addressing with linear probing; a removal moves the entries behind it, so that no marks are left.
 *
 * <p>The place of the last key is remembered, by identity: state is read and written under the same key object, and only
 * the first of these calls looks for it. Memory: two arrays of at most twice the number of entries, rounded up to a power
 * of two. Snapshots see it as {@link Entries} only. Not thread-safe.
 */
final class StateTable<V> implements Entries<V> {
    private static final int SMALLEST = 16;

    private @Nullable Object[] keys = new @Nullable Object[SMALLEST];
    private @Nullable Object[] values = new @Nullable Object[SMALLEST];
    private int mask = SMALLEST - 1;
    private int size;
    private int lastPlace;

    @Override
    public int size() {
        return size;
    }

    @SuppressWarnings("unchecked")
    @Nullable
    V get(Object key) {
        return (V) values[place(key)];
    }

    void put(Object key, V value) {
        int place = place(key);
        if (keys[place] == null) {
            keys[place] = key;
            size++;
            values[place] = value;
            if (2L * size > keys.length) {
                grow();
            }
        } else {
            values[place] = value;
        }
    }

    /** Does nothing if there is no such key. */
    void remove(Object key) {
        int hole = place(key);
        if (keys[hole] == null) {
            return;
        }
        size--;
        int next = hole;
        while (true) {
            next = (next + 1) & mask;
            Object moved = keys[next];
            if (moved == null) {
                break;
            }
            // The entry may fill the hole unless its own place lies cyclically between the hole and where it is.
            int own = spread(moved) & mask;
            boolean reachable = hole <= next ? own <= hole || own > next : own <= hole && own > next;
            if (reachable) {
                keys[hole] = moved;
                values[hole] = values[next];
                hole = next;
            }
        }
        keys[hole] = null;
        values[hole] = null;
    }

    void forEachKey(Consumer<Object> action) {
        for (Object key : keys) {
            if (key != null) {
                action.accept(key);
            }
        }
    }

    @Override
    public void forEach(Visitor<V> visitor) throws IOException {
        new FrozenEntries<V>(keys, values, size).forEach(visitor);
    }

    @Override
    public Entries<V> frozen() {
        return new FrozenEntries<>(keys.clone(), values.clone(), size);
    }

    /** Where the key is, or the free place where it would be. */
    private int place(Object key) {
        if (keys[lastPlace] == key) {
            return lastPlace;
        }
        int place = spread(key) & mask;
        Object found = keys[place];
        while (found != null && found != key && !found.equals(key)) {
            place = (place + 1) & mask;
            found = keys[place];
        }
        lastPlace = place;
        return place;
    }

    // Keys of one subtask share bits of their hash codes, since these chose the subtask.
    private static int spread(Object key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return hash ^ hash >>> 16;
    }

    private void grow() {
        @Nullable Object[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = new @Nullable Object[oldKeys.length * 2];
        values = new @Nullable Object[oldKeys.length * 2];
        mask = keys.length - 1;
        for (int i = 0; i < oldKeys.length; i++) {
            Object key = oldKeys[i];
            if (key != null) {
                int place = place(key);
                keys[place] = key;
                values[place] = oldValues[i];
            }
        }
    }
}
