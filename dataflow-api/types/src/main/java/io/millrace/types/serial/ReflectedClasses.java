package io.millrace.types.serial;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.reflect.ReflectData;
import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.Nullable;

/**
 * Avro's view of POJOs by their fields, which may be null unless primitive. As {@link SpecificClasses}: Avro makes objects
 * only of classes that it is told to trust, and here those are the ones that the POJO's own schema names.
 */
final class ReflectedClasses extends ReflectData {
    /** Arrays and plain collections, which do nothing when they are made. */
    private static final Set<Class<?>> HARMLESS = Set.of(
            Byte.class,
            Short.class,
            Character.class,
            Collection.class,
            List.class,
            ArrayList.class,
            LinkedList.class,
            Set.class,
            HashSet.class,
            LinkedHashSet.class);

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> type.isArray() || HARMLESS.contains(type)));
    }

    private final Set<String> known = new HashSet<>();
    private final Schema root;

    private ReflectedClasses(Class<?> type) {
        super(type.getClassLoader());
        this.root = getSchema(type);
        collect(root);
    }

    static ReflectedClasses of(Class<?> type) {
        return new ReflectedClasses(type);
    }

    /** The schema of the POJO. */
    Schema root() {
        return root;
    }

    private void collect(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                if (known.add(getClassName(schema))) {
                    schema.getFields().forEach(field -> collect(field.schema()));
                }
            }
            case ENUM, FIXED -> known.add(getClassName(schema));
            case ARRAY -> collect(schema.getElementType());
            case MAP -> collect(schema.getValueType());
            case UNION -> schema.getTypes().forEach(this::collect);
            default -> {}
        }
    }

    @Override
    protected Schema createFieldSchema(Field field, Map<String, Schema> names) {
        Schema schema = super.createFieldSchema(field, names);
        return field.getType().isPrimitive() ? schema : makeNullable(schema);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public @Nullable Class getClass(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> known.contains(getClassName(schema)) ? load(getClassName(schema)) : null;
            default -> super.getClass(schema);
        };
    }

    /** Avro names a class within another as if that were a package. */
    private @Nullable Class<?> load(String name) {
        String binary = name;
        while (true) {
            try {
                return Class.forName(binary, false, getClassLoader());
            } catch (ClassNotFoundException e) {
                int dot = binary.lastIndexOf('.');
                if (dot < 0) {
                    return null;
                }
                binary = binary.substring(0, dot) + '$' + binary.substring(dot + 1);
            }
        }
    }
}
