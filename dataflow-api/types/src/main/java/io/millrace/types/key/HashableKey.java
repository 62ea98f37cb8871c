package io.millrace.types.key;

import io.millrace.dataflow.tuple.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * A key for a hash table of java.util: hashes and equals as {@link KeyHash} and {@link KeyEquality} say. Most keys already
 * do, and are used as they are.
 */
public final class HashableKey {

    private final Object key;
    private final int hash;

    private HashableKey(Object key) {
        this.key = key;
        this.hash = KeyHash.of(key);
    }

    /** The key itself if its own methods will do, else one that stands for it. */
    public static Object of(Object key) {
        return isFine(key) ? key : new HashableKey(key);
    }

    /** The key that {@link #of} was given. */
    public static Object unwrap(Object hashable) {
        return hashable instanceof HashableKey wrapped ? wrapped.key : hashable;
    }

    private static boolean isFine(@Nullable Object key) {
        if (key == null || key instanceof String || key instanceof Long || key instanceof Integer) {
            return true;
        }
        if (key instanceof Tuple tuple && tuple.getClass().getSuperclass() == Tuple.class) {
            for (int i = 0; i < tuple.getArity(); i++) {
                if (!isFine(tuple.getField(i))) {
                    return false;
                }
            }
            return true;
        }
        return key instanceof Enum || KeyShape.of(key.getClass()).isPlain();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HashableKey that && hash == that.hash && KeyEquality.areEqual(key, that.key);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return String.valueOf(key);
    }
}
