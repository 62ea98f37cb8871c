package io.millrace.dataflow.types;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A java.util.Map; restored as a LinkedHashMap in the order of iteration. Keys and values may be null. */
public final class MapTypeInfo<K, V> extends TypeInformation<Map<K, V>> {

    private static final long serialVersionUID = 1L;

    private final TypeInformation<K> keyTypeInfo;
    private final TypeInformation<V> valueTypeInfo;

    public MapTypeInfo(TypeInformation<K> keyTypeInfo, TypeInformation<V> valueTypeInfo) {
        this.keyTypeInfo = Objects.requireNonNull(keyTypeInfo);
        this.valueTypeInfo = Objects.requireNonNull(valueTypeInfo);
    }

    public MapTypeInfo(Class<K> keyTypeInfoClass, Class<V> valueTypeInfoClass) {
        this(TypeInformation.of(keyTypeInfoClass), TypeInformation.of(valueTypeInfoClass));
    }

    public TypeInformation<K> getKeyTypeInfo() {
        return keyTypeInfo;
    }

    public TypeInformation<V> getValueTypeInfo() {
        return valueTypeInfo;
    }

    @Override
    public Map<String, TypeInformation<?>> getGenericParameters() {
        return Map.of("K", keyTypeInfo, "V", valueTypeInfo);
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Class<Map<K, V>> getTypeClass() {
        return (Class<Map<K, V>>) (Class<?>) Map.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public String toString() {
        return "Map<" + keyTypeInfo + ", " + valueTypeInfo + ">";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MapTypeInfo<?, ?> that
                && keyTypeInfo.equals(that.keyTypeInfo)
                && valueTypeInfo.equals(that.valueTypeInfo);
    }

    @Override
    public int hashCode() {
        return Objects.hash("Map", keyTypeInfo, valueTypeInfo);
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof MapTypeInfo;
    }
}
