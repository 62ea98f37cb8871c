package io.millrace.dataflow.types.variant;

import io.millrace.dataflow.types.TypeInfo;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A variant in memory.
 *
 * @param value of the class that the type's getter gives; a list of variants, a map of them by name, or null for {@link Type#NULL}
 */
@TypeInfo(VariantTypeInfoFactory.class)
record VariantValue(Type type, @Nullable Object value) implements Variant {
    static final VariantValue NULL = new VariantValue(Type.NULL, null);

    VariantValue {
        if (type != Type.NULL) {
            Objects.requireNonNull(value, "value; for nothing take ofNull()");
        }
    }

    static VariantValue array(List<Variant> elements) {
        return new VariantValue(Type.ARRAY, List.copyOf(elements));
    }

    static VariantValue object(Map<String, Variant> fields) {
        return new VariantValue(Type.OBJECT, Collections.unmodifiableMap(new LinkedHashMap<>(fields)));
    }

    @Override
    public Type getType() {
        return type;
    }

    private <T> T as(Type wanted, Class<T> javaClass) {
        if (type != wanted) {
            throw new VariantTypeException("A variant is not what it was asked for: expected=" + wanted + ", actual="
                    + type + ". Look at getType() first.");
        }
        return javaClass.cast(Objects.requireNonNull(value));
    }

    @Override
    public boolean getBoolean() {
        return as(Type.BOOLEAN, Boolean.class);
    }

    @Override
    public byte getByte() {
        return as(Type.TINYINT, Byte.class);
    }

    @Override
    public short getShort() {
        return as(Type.SMALLINT, Short.class);
    }

    @Override
    public int getInt() {
        return as(Type.INT, Integer.class);
    }

    @Override
    public long getLong() {
        return as(Type.BIGINT, Long.class);
    }

    @Override
    public float getFloat() {
        return as(Type.FLOAT, Float.class);
    }

    @Override
    public double getDouble() {
        return as(Type.DOUBLE, Double.class);
    }

    @Override
    public BigDecimal getDecimal() {
        return as(Type.DECIMAL, BigDecimal.class);
    }

    @Override
    public String getString() {
        return as(Type.STRING, String.class);
    }

    @Override
    public LocalDate getDate() {
        return as(Type.DATE, LocalDate.class);
    }

    @Override
    public LocalDateTime getDateTime() {
        return as(Type.TIMESTAMP, LocalDateTime.class);
    }

    @Override
    public Instant getInstant() {
        return as(Type.TIMESTAMP_LTZ, Instant.class);
    }

    @Override
    public byte[] getBytes() {
        return as(Type.BYTES, byte[].class).clone();
    }

    @Override
    public @Nullable Object get() {
        if (!isPrimitive()) {
            throw new VariantTypeException(
                    "A variant of type " + type + " is no scalar: ask for its elements or fields.");
        }
        return value instanceof byte[] bytes ? bytes.clone() : value;
    }

    @SuppressWarnings("unchecked")
    List<Variant> elements() {
        return as(Type.ARRAY, List.class);
    }

    @SuppressWarnings("unchecked")
    Map<String, Variant> fields() {
        return as(Type.OBJECT, Map.class);
    }

    @Override
    public @Nullable Variant getElement(int index) {
        List<Variant> elements = elements();
        return index < 0 || index >= elements.size() ? null : elements.get(index);
    }

    @Override
    public @Nullable Variant getField(String fieldName) {
        return fields().get(fieldName);
    }

    @Override
    public String toJson() {
        return VariantJson.of(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VariantValue that && type == that.type && Objects.deepEquals(value, that.value);
    }

    @Override
    public int hashCode() {
        int content = value instanceof byte[] bytes ? Arrays.hashCode(bytes) : Objects.hashCode(value);
        return 31 * type.ordinal() + content;
    }

    @Override
    public String toString() {
        return toJson();
    }
}
