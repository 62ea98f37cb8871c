package io.millrace.dataflow.memory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Reads from an array. */
public class DataInputDeserializer extends DataInputViewStreamWrapper {
    private int length;

    /** Nothing to read yet: {@link #setBuffer(byte[])} comes first. */
    public DataInputDeserializer() {
        this(new byte[0]);
    }

    public DataInputDeserializer(byte[] buffer) {
        this(buffer, 0, buffer.length);
    }

    /** @param end how many bytes count, from {@code start} */
    public DataInputDeserializer(byte[] buffer, int start, int end) {
        super(InputStream.nullInputStream());
        setBuffer(buffer, start, end);
    }

    public DataInputDeserializer(ByteBuffer buffer) {
        this();
        setBuffer(buffer);
    }

    public void setBuffer(byte[] buffer) {
        setBuffer(buffer, 0, buffer.length);
    }

    /** Goes on with {@code count} bytes of another array. */
    public void setBuffer(byte[] buffer, int start, int count) {
        in = new ByteArrayInputStream(buffer, start, count);
        length = count;
    }

    /** Goes on with what remains in another buffer; its position stays. */
    public void setBuffer(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        setBuffer(bytes);
    }

    /** Forgets the array: there is nothing to read until the next {@link #setBuffer(byte[])}. */
    public void releaseArrays() {
        setBuffer(new byte[0]);
    }

    /** How many bytes have not been read. */
    @Override
    public int available() {
        try {
            return super.available();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many bytes have been read. */
    public int getPosition() {
        return length - available();
    }
}
