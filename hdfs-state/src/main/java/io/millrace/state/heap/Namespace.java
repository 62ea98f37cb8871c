package io.millrace.state.heap;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The values of one namespace by key; and, while it is followed by a timer, the keys in the order in which they got their first
 * value. Not thread-safe.
 */
final class Namespace<V> {
    private static final int NOT_FOLLOWED = -1;

    private final Object name;
    private final CurrentKey<?> current;
    private StateTable<V> values;
    private @Nullable KeyList arrivals;

    /** How many of the keys were polled, or {@link #NOT_FOLLOWED}. */
    private int polled = NOT_FOLLOWED;

    /** Whether a key may have come twice. */
    private boolean lostSome;

    Namespace(Object name, CurrentKey<?> current, StateTable<V> values) {
        this.name = name;
        this.current = current;
        this.values = values;
    }

    /** One that uses the room of another, which is empty and not used any more. */
    Namespace(Object name, Namespace<V> empty) {
        this(name, empty.current, empty.values);
        arrivals = empty.arrivals;
    }

    Object name() {
        return name;
    }

    private StateTable<V> values() {
        StateTable<V> known = values;
        StateTable<V> fitting = known.fittedTo(current);
        if (fitting != known) {
            values = fitting;
        }
        return fitting;
    }

    @Nullable
    V get() {
        return values().get(current);
    }

    void put(V value) {
        if (values().put(current, value) && polled >= 0 && arrivals != null) {
            arrivals.add(current);
        }
    }

    void putRestored(CurrentKey<?> key, V value) {
        values = values.fittedTo(key);
        values.put(key, value);
    }

    void remove() {
        values().remove(current);
        lostSome = true;
    }

    int touch(long[] keys, int count) {
        return values.touch(keys, count);
    }

    /** Whether there is neither a value nor somebody who follows. */
    boolean isOver() {
        return values.size() == 0 && polled < 0;
    }

    Entries<V> entries() {
        return values;
    }

    boolean hasValues() {
        return values.size() > 0;
    }

    // ---- While it is followed ----

    /** Takes note of the keys that get their first value from now on. */
    void follow() {
        polled = 0;
        lostSome = false;
        if (arrivals == null) {
            arrivals = new KeyList();
        }
    }

    boolean isFollowed() {
        return polled >= 0;
    }

    /** Makes the next of the keys that still have a value the current one; false if there is none. */
    boolean pollKey() {
        KeyList keys = settled();
        while (polled < keys.size()) {
            keys.select(polled++, current);
            if (get() != null) {
                return true;
            }
        }
        return false;
    }

    /** The keys that come next, if they are numbers; returns how many. */
    int nextKeys(long[] into) {
        return settled().numbersFrom(polled, into);
    }

    /** How many keys {@link #pollKey} has passed. */
    int polled() {
        return polled;
    }

    /** Shows the keys that are still to be polled, in order, in the form fit for hash tables. */
    void forEachKey(Consumer<Object> visitor) {
        KeyList keys = settled();
        for (int place = polled; place < keys.size(); place++) {
            Object key = keys.hashableAt(place);
            CurrentKey<Object> looked = CurrentKey.ofHashable(key);
            values = values.fittedTo(looked);
            if (values.get(looked) != null) {
                visitor.accept(key);
            }
        }
    }

    @SuppressWarnings("NullAway") // there is one while it is followed
    private KeyList settled() {
        // A key that lost its value and got another has come twice; the later time counts.
        if (lostSome && polled == 0) {
            lostSome = false;
            arrivals.keepLast();
        }
        return arrivals;
    }

    void unfollow() {
        polled = NOT_FOLLOWED;
        if (arrivals != null) {
            arrivals.clear();
        }
    }
}
