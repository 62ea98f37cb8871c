package io.millrace.dataflow.types;

import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Types of libraries that need not be on the class path: Hadoop's Writables and Avro's specific records. Classes are known
 * by the names of what they inherit from; only when one is found is there a link to its library, which is there then.
 */
final class GuestTypes {
    private static final String WRITABLE = "org.apache.hadoop.io.Writable";
    private static final String SPECIFIC_RECORD = "org.apache.avro.specific.SpecificRecordBase";

    private GuestTypes() {}

    /** Null if it is of neither library. */
    static @Nullable TypeInformation<?> typeOf(Class<?> raw) {
        if (raw.isInterface() || Modifier.isAbstract(raw.getModifiers())) {
            return null;
        } else if (inherits(raw, SPECIFIC_RECORD)) {
            return avro(raw);
        }
        return inherits(raw, WRITABLE) ? writable(raw) : null;
    }

    private static boolean inherits(@Nullable Class<?> raw, String name) {
        if (raw == null) {
            return false;
        }
        if (raw.getName().equals(name)) {
            return true;
        }
        for (Class<?> above : raw.getInterfaces()) {
            if (inherits(above, name)) {
                return true;
            }
        }
        return inherits(raw.getSuperclass(), name);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static TypeInformation<?> writable(Class<?> raw) {
        return new WritableTypeInfo(raw);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static TypeInformation<?> avro(Class<?> raw) {
        return new AvroTypeInfo(raw);
    }
}
