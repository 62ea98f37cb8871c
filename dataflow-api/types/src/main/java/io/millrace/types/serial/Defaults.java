package io.millrace.types.serial;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/** What a field has that nobody has set. */
final class Defaults {
    private Defaults() {}

    static @Nullable Object of(Class<?> type) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }
}
