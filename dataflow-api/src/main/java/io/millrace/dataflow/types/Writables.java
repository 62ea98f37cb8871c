package io.millrace.dataflow.types;

import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Knows Hadoop's Writables by name, so that classes can be looked at where there is no Hadoop. */
final class Writables {
    private static final String WRITABLE = "org.apache.hadoop.io.Writable";

    private Writables() {}

    /** A class of objects that write themselves as Hadoop's do. */
    static boolean isOne(Class<?> raw) {
        return !raw.isInterface() && !Modifier.isAbstract(raw.getModifiers()) && hasInterface(raw);
    }

    private static boolean hasInterface(@Nullable Class<?> raw) {
        if (raw == null) {
            return false;
        }
        for (Class<?> above : raw.getInterfaces()) {
            if (above.getName().equals(WRITABLE) || hasInterface(above)) {
                return true;
            }
        }
        return hasInterface(raw.getSuperclass());
    }

    /** Links to Hadoop, which is there: one of its interfaces was found. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static TypeInformation<?> typeOf(Class<?> raw) {
        return new WritableTypeInfo(raw);
    }
}
