package io.millrace.types.serial;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Conversion;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificFixed;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Finds the classes of a schema where the class of the record comes from. Avro itself makes objects only of classes that
 * system properties list, since a schema may come from strangers; here it comes out of a class that the program uses, and
 * nothing but records, enums and fixed values that Avro's compiler made is taken.
 */
final class SpecificClasses extends SpecificData {
    private final Map<String, Optional<Class<?>>> byName = new ConcurrentHashMap<>();

    private SpecificClasses(ClassLoader loader) {
        super(loader);
    }

    static SpecificClasses of(Class<? extends IndexedRecord> type) {
        SpecificClasses classes = new SpecificClasses(type.getClassLoader());
        for (Conversion<?> conversion : SpecificData.getForClass(type).getConversions()) {
            classes.addLogicalTypeConversion(conversion);
        }
        return classes;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public @Nullable Class getClass(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED ->
                byName.computeIfAbsent(SpecificData.getClassName(schema), this::load)
                        .orElse(null);
            default -> super.getClass(schema);
        };
    }

    private Optional<Class<?>> load(String name) {
        try {
            Class<?> found = Class.forName(name, false, getClassLoader());
            boolean made = SpecificRecordBase.class.isAssignableFrom(found)
                    || SpecificFixed.class.isAssignableFrom(found)
                    || found.isEnum();
            return made ? Optional.of(found) : Optional.empty();
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }
}
