package io.millrace.dataflow.types.variant;

import io.millrace.dataflow.types.TypeInfo;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A value whose type is part of it: a scalar, nothing, a list of such values, or named ones. Made by {@link #newBuilder}.
 * Immutable; equal to those of the same type and content, whatever the order of the names.
 *
 * <p>Getters of one type fail for every other, also where the number would fit.
 */
@TypeInfo(VariantTypeInfoFactory.class)
public interface Variant {
    /** What a variant may be. Its position is part of the binary form: new ones come last. */
    enum Type {
        OBJECT,
        ARRAY,
        NULL,
        BOOLEAN,
        TINYINT,
        SMALLINT,
        INT,
        BIGINT,
        FLOAT,
        DOUBLE,
        DECIMAL,
        STRING,
        DATE,
        /** Without a time zone. */
        TIMESTAMP,
        /** A point in time. */
        TIMESTAMP_LTZ,
        BYTES
    }

    static VariantBuilder newBuilder() {
        return new VariantBuilder();
    }

    Type getType();

    /** Neither an array nor an object. */
    default boolean isPrimitive() {
        return !isArray() && !isObject();
    }

    default boolean isArray() {
        return getType() == Type.ARRAY;
    }

    default boolean isObject() {
        return getType() == Type.OBJECT;
    }

    default boolean isNull() {
        return getType() == Type.NULL;
    }

    /** @throws VariantTypeException if it is no {@link Type#BOOLEAN} */
    boolean getBoolean();

    /** @throws VariantTypeException if it is no {@link Type#TINYINT} */
    byte getByte();

    /** @throws VariantTypeException if it is no {@link Type#SMALLINT} */
    short getShort();

    /** @throws VariantTypeException if it is no {@link Type#INT} */
    int getInt();

    /** @throws VariantTypeException if it is no {@link Type#BIGINT} */
    long getLong();

    /** @throws VariantTypeException if it is no {@link Type#FLOAT} */
    float getFloat();

    /** @throws VariantTypeException if it is no {@link Type#DOUBLE} */
    double getDouble();

    /** @throws VariantTypeException if it is no {@link Type#DECIMAL} */
    BigDecimal getDecimal();

    /** @throws VariantTypeException if it is no {@link Type#STRING} */
    String getString();

    /** @throws VariantTypeException if it is no {@link Type#DATE} */
    LocalDate getDate();

    /** @throws VariantTypeException if it is no {@link Type#TIMESTAMP} */
    LocalDateTime getDateTime();

    /** @throws VariantTypeException if it is no {@link Type#TIMESTAMP_LTZ} */
    Instant getInstant();

    /**
     * A copy.
     *
     * @throws VariantTypeException if it is no {@link Type#BYTES}
     */
    byte[] getBytes();

    /**
     * The scalar as the object that its own getter gives; null for {@link Type#NULL}.
     *
     * @throws VariantTypeException if it is an array or an object
     */
    @Nullable
    Object get();

    /**
     * As {@link #get}, for who knows the class.
     *
     * @throws VariantTypeException if it is an array or an object
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    default <T> @Nullable T getAs() {
        return (T) get();
    }

    /**
     * An element of an array; null if there is none at {@code index}, from 0.
     *
     * @throws VariantTypeException if it is no array
     */
    @Nullable
    Variant getElement(int index);

    /**
     * A named value of an object; null if there is none of that name.
     *
     * @throws VariantTypeException if it is no object
     */
    @Nullable
    Variant getField(String fieldName);

    /** As JSON: dates and times as texts of ISO 8601, bytes in Base64, numbers that JSON does not have as texts. */
    String toJson();
}
