package io.millrace.dataflow.util;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An object as bytes, so that who passes it on needs none of its classes. */
public class SerializedValue<T> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final byte[] serializedData;

    /** @throws IOException if the object or something in it is not serialisable */
    public SerializedValue(T value) throws IOException {
        this.serializedData = InstantiationUtil.serializeObject(value);
    }

    private SerializedValue(byte[] serializedData) {
        this.serializedData = serializedData;
    }

    /** Takes bytes that {@link #getByteArray} gave. The array is not copied. */
    public static <T> SerializedValue<T> fromBytes(byte[] serializedData) {
        return new SerializedValue<>(serializedData);
    }

    @SuppressWarnings("unchecked")
    public T deserializeValue(ClassLoader loader) throws IOException, ClassNotFoundException {
        return (T) InstantiationUtil.deserializeObject(serializedData, loader);
    }

    /** The bytes themselves, not a copy. */
    public byte[] getByteArray() {
        return serializedData;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SerializedValue<?> that && Arrays.equals(serializedData, that.serializedData);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(serializedData);
    }

    @Override
    public String toString() {
        return "SerializedValue (" + serializedData.length + " bytes)";
    }
}
