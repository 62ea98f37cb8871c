package io.millrace.dataflow.types.variant;

import io.millrace.dataflow.types.variant.Variant.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes {@link Variant}s. Not thread-safe. */
public final class VariantBuilder {
    VariantBuilder() {}

    public Variant of(boolean value) {
        return new VariantValue(Type.BOOLEAN, value);
    }

    public Variant of(byte value) {
        return new VariantValue(Type.TINYINT, value);
    }

    public Variant of(short value) {
        return new VariantValue(Type.SMALLINT, value);
    }

    public Variant of(int value) {
        return new VariantValue(Type.INT, value);
    }

    public Variant of(long value) {
        return new VariantValue(Type.BIGINT, value);
    }

    public Variant of(Float value) {
        return new VariantValue(Type.FLOAT, value);
    }

    public Variant of(Double value) {
        return new VariantValue(Type.DOUBLE, value);
    }

    public Variant of(BigDecimal value) {
        return new VariantValue(Type.DECIMAL, value);
    }

    public Variant of(String value) {
        return new VariantValue(Type.STRING, value);
    }

    public Variant of(LocalDate value) {
        return new VariantValue(Type.DATE, value);
    }

    public Variant of(LocalDateTime value) {
        return new VariantValue(Type.TIMESTAMP, value);
    }

    public Variant of(Instant value) {
        return new VariantValue(Type.TIMESTAMP_LTZ, value);
    }

    /** Of a copy. */
    public Variant of(byte[] value) {
        return new VariantValue(Type.BYTES, value.clone());
    }

    public Variant ofNull() {
        return VariantValue.NULL;
    }

    /** An object that has each name once. */
    public VariantObjectBuilder object() {
        return object(false);
    }

    /** @param allowDuplicateKeys whether a name may be added again; then the last value counts */
    public VariantObjectBuilder object(boolean allowDuplicateKeys) {
        return new VariantObjectBuilder(allowDuplicateKeys);
    }

    public VariantArrayBuilder array() {
        return new VariantArrayBuilder();
    }

    /** Makes an object of named values, which keep their order. */
    public static final class VariantObjectBuilder {
        private final boolean duplicates;
        private final Map<String, Variant> fields = new LinkedHashMap<>();

        private VariantObjectBuilder(boolean duplicates) {
            this.duplicates = duplicates;
        }

        /** @throws IllegalArgumentException if the name is there and must not be added again */
        public VariantObjectBuilder add(String key, Variant value) {
            Variant before = fields.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
            if (before != null && !duplicates) {
                throw new IllegalArgumentException("The object has a field '" + key
                        + "' already. Add it once, or begin with object(true) to let the last value count.");
            }
            return this;
        }

        public Variant build() {
            return VariantValue.object(fields);
        }
    }

    /** Makes a list of values. */
    public static final class VariantArrayBuilder {
        private final List<Variant> elements = new ArrayList<>();

        private VariantArrayBuilder() {}

        public VariantArrayBuilder add(Variant value) {
            elements.add(Objects.requireNonNull(value, "value"));
            return this;
        }

        public Variant build() {
            return VariantValue.array(elements);
        }
    }
}
