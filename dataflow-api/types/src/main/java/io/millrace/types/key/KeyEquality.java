package io.millrace.types.key;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Equality of keys that agrees with {@link KeyHash}: arrays by content, POJOs without an equals of their own by fields. */
public final class KeyEquality {

    private KeyEquality() {}

    public static boolean areEqual(@Nullable Object a, @Nullable Object b) {
        if (a == b) {
            return true;
        }
        if (a == null || b == null) {
            return false;
        }
        Class<?> type = a.getClass();
        if (type == String.class || type == Long.class || type == Integer.class) {
            return a.equals(b);
        }
        if (type != b.getClass()) {
            // Two kinds of lists may be equal; else only the classes themselves can know.
            return (a instanceof List && b instanceof List) ? KeyShape.of(type).equal(a, b) : Objects.equals(a, b);
        }
        return KeyShape.of(type).equal(a, b);
    }
}
