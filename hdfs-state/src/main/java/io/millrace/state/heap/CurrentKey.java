package io.millrace.state.heap;

import io.millrace.types.key.HashableKey;
import org.jspecify.annotations.Nullable;

/**
 * The key that state and timers speak of, in a form fit for hash tables. Whole numbers are kept as such, so that tables need
 * no object for them and the box that a key selector made can be forgotten at once.
 */
final class CurrentKey<K> {
    /** What a key is to a table. */
    enum Kind {
        LONG,
        INT,
        OBJECT;

        /** The number as an object: of the class that the user's keys are of. */
        Object box(long number) {
            return this == INT ? (Object) (int) number : (Object) number;
        }
    }

    private @Nullable Kind kind;
    private long number;
    private @Nullable K key;
    private @Nullable Object hashable;
    private @Nullable Object box;
    private long boxNumber;
    private @Nullable Kind boxKind;

    /** A key in the form fit for hash tables, as the key to look for. */
    static CurrentKey<Object> ofHashable(Object hashable) {
        CurrentKey<Object> made = new CurrentKey<>();
        made.setHashable(hashable);
        return made;
    }

    void setLong(long key) {
        number = key;
        kind = Kind.LONG;
    }

    void setInt(int key) {
        number = key;
        kind = Kind.INT;
    }

    /** @param kind not {@link Kind#OBJECT} */
    void setNumber(Kind kind, long key) {
        number = key;
        this.kind = kind;
    }

    /** As {@link #set}, of a key in the form fit for hash tables. */
    @SuppressWarnings("unchecked")
    void setHashable(Object key) {
        if (key instanceof Long || key instanceof Integer) {
            set((K) key);
        } else {
            this.key = (K) HashableKey.unwrap(key);
            hashable = key;
            kind = Kind.OBJECT;
        }
    }

    void set(K key) {
        if (key instanceof Long whole) {
            setLong(whole);
        } else if (key instanceof Integer whole) {
            setInt(whole);
        } else {
            setObject(key);
        }
    }

    private void setObject(K key) {
        if (key == null) {
            throw new NullPointerException(
                    "Assigned key must not be null! Let the key selector return a value for every"
                            + " record, for instance an empty string.");
        }
        Object found = HashableKey.of(key);
        this.key = key;
        this.hashable = found;
        this.kind = Kind.OBJECT;
    }

    /** @throws IllegalStateException if no key was set, as for all that speaks of it */
    Kind kind() {
        Kind known = kind;
        if (known == null) {
            throw noKey();
        }
        return known;
    }

    /** The key, if it is a whole number. */
    long number() {
        return number;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // a key of this kind is there
    K get() {
        return kind() == Kind.OBJECT ? key : (K) boxed();
    }

    @SuppressWarnings("NullAway") // a key of this kind is there
    Object hashable() {
        return kind() == Kind.OBJECT ? hashable : boxed();
    }

    // One object for all who ask for the same key.
    private Object boxed() {
        Object known = box;
        if (known == null || boxNumber != number || boxKind != kind) {
            known = kind().box(number);
            box = known;
            boxNumber = number;
            boxKind = kind;
        }
        return known;
    }

    private static IllegalStateException noKey() {
        return new IllegalStateException(
                "No key set. This method should not be called outside of a keyed context: use keyed state and timers in"
                        + " the calls for a record or a timer, not in open() or close().");
    }
}
