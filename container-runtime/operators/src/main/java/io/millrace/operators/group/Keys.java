package io.millrace.operators.group;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How keys are compared for grouping: by value, arrays by their elements. */
public final class Keys {
    private Keys() {}

    /** Equal keys have equal hashes. */
    public static int hash(Object key) {
        return key.getClass().isArray() ? Arrays.deepHashCode(new Object[] {key}) : key.hashCode();
    }

    public static boolean equal(@Nullable Object left, @Nullable Object right) {
        if (left == right) {
            return true;
        }
        if (left == null || right == null) {
            return false;
        }
        return left.getClass().isArray() ? Objects.deepEquals(left, right) : left.equals(right);
    }
}
