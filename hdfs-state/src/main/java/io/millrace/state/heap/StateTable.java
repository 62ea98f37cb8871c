package io.millrace.state.heap;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values by key: open addressing with linear probing; a removal moves the entries behind it, so that no marks are left. What
 * the keys are kept in is the subclass's: {@link NumberTable} or {@link ObjectTable}.
 *
 * <p>The place of the last key is remembered: state is read and written under the same key, and only the first of these calls
 * looks for it. Memory: two arrays (three for objects) of at most twice the number of entries, rounded up to a power of two.
 * Snapshots see it as {@link Entries} only. Not thread-safe.
 */
abstract sealed class StateTable<V> implements Entries<V> permits NumberTable, ObjectTable {
    static final int SMALLEST = 16;

    /** Where there is a key there is a value; all other places are free. */
    private @Nullable Object[] values = new @Nullable Object[SMALLEST];

    private int size;

    /** An empty table that takes the present key. */
    static <V> StateTable<V> fitting(CurrentKey<?> key) {
        CurrentKey.Kind kind = key.kind();
        return kind == CurrentKey.Kind.OBJECT ? new ObjectTable<>() : new NumberTable<>(kind);
    }

    /** This table if it takes the present key, else one with the same entries that takes any key. */
    abstract StateTable<V> fittedTo(CurrentKey<?> key);

    /** Where the present key is, or the free place where it would be. */
    abstract int place(CurrentKey<?> key);

    /** Writes the present key to a free place. */
    abstract void writeKey(int place, CurrentKey<?> key);

    /** Where the key of that place would be if the table were empty. */
    abstract int home(int place);

    abstract void moveKey(int from, int to);

    abstract void forgetKey(int place);

    /** Twice as many places; the keys are where {@code values}, whose length is the old one, has values. */
    abstract @Nullable Object[] doubled(@Nullable Object[] values);

    /** The key in the form fit for hash tables. */
    abstract Object keyAt(int place);

    /** Reads where these keys begin to be looked for, and the heads of their values, so that they are near when they are asked for. */
    int touch(long[] keys, int count) {
        return 0;
    }

    @Override
    public int size() {
        return size;
    }

    /** Something of the value at a place, which it must be read for. */
    final int headOf(int place) {
        Object value = values[place];
        return value == null ? 0 : value.getClass() == Object.class ? 1 : 2;
    }

    boolean isFree(int place) {
        return values[place] == null;
    }

    @SuppressWarnings("unchecked")
    @Nullable
    V get(CurrentKey<?> key) {
        return (V) values[place(key)];
    }

    /** @return whether there was no such key */
    boolean put(CurrentKey<?> key, V value) {
        int place = place(key);
        if (values[place] != null) {
            values[place] = value;
            return false;
        }
        writeKey(place, key);
        values[place] = value;
        size++;
        if (2L * size > values.length) {
            values = doubled(values);
        }
        return true;
    }

    /** Does nothing if there is no such key. */
    void remove(CurrentKey<?> key) {
        int hole = place(key);
        if (values[hole] == null) {
            return;
        }
        size--;
        int mask = values.length - 1;
        int next = hole;
        while (true) {
            next = (next + 1) & mask;
            if (values[next] == null) {
                break;
            }
            // The entry may fill the hole unless its own place lies cyclically between the hole and where it is.
            int own = home(next);
            boolean reachable = hole <= next ? own <= hole || own > next : own <= hole && own > next;
            if (reachable) {
                moveKey(next, hole);
                values[hole] = values[next];
                hole = next;
            }
        }
        forgetKey(hole);
        values[hole] = null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void forEach(Visitor<V> visitor) throws IOException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value != null) {
                visitor.entry(keyAt(i), (V) value);
            }
        }
    }

    /** For tables of the same package that copy themselves. */
    final @Nullable Object[] copiedValues() {
        return Arrays.copyOf(values, values.length);
    }

    final void begin(@Nullable Object[] startingValues, int startingSize) {
        values = startingValues;
        size = startingSize;
    }
}
