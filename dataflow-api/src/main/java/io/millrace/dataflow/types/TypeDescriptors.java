package io.millrace.dataflow.types;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/** The descriptors of common types. */
public final class TypeDescriptors implements Serializable {
    private static final long serialVersionUID = 1L;

    public static final TypeDescriptor<String> STRING = new OfClass<>(String.class);
    public static final TypeDescriptor<Integer> INT = new OfClass<>(Integer.class);
    public static final TypeDescriptor<Boolean> BOOLEAN = new OfClass<>(Boolean.class);
    public static final TypeDescriptor<Long> LONG = new OfClass<>(Long.class);
    public static final TypeDescriptor<Byte> BYTE = new OfClass<>(Byte.class);
    public static final TypeDescriptor<Short> SHORT = new OfClass<>(Short.class);
    public static final TypeDescriptor<Double> DOUBLE = new OfClass<>(Double.class);
    public static final TypeDescriptor<Float> FLOAT = new OfClass<>(Float.class);
    public static final TypeDescriptor<Character> CHAR = new OfClass<>(Character.class);

    private TypeDescriptors() {}

    public static <T> TypeDescriptor<T> value(TypeDescriptor<T> typeDescriptor) {
        return typeDescriptor;
    }

    public static <K, V> TypeDescriptor<Map<K, V>> map(TypeDescriptor<K> keys, TypeDescriptor<V> values) {
        return new OfParts<>(Map.class, List.of(keys, values));
    }

    public static <T> TypeDescriptor<List<T>> list(TypeDescriptor<T> elements) {
        return new OfParts<>(List.class, List.of(elements));
    }

    private record OfClass<T>(Class<T> getTypeClass) implements TypeDescriptor<T> {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            return "TypeDescriptor{typeClass=" + getTypeClass.getName() + "}";
        }
    }

    private record OfParts<T>(Class<?> type, List<TypeDescriptor<?>> parts) implements TypeDescriptor<T> {
        private static final long serialVersionUID = 1L;

        @Override
        @SuppressWarnings("unchecked")
        public Class<T> getTypeClass() {
            return (Class<T>) type;
        }

        @Override
        public String toString() {
            return "TypeDescriptor{typeClass=" + type.getName() + ", parts=" + parts + "}";
        }
    }
}
