package io.millrace.operators.spill;

import io.millrace.types.serial.ClassDictionary;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One record at a time as bytes in an array that grows; the layout of numbers is that of {@link java.io.DataOutput}. Not
 * thread-safe, and without locks.
 */
public final class RecordBuffer extends OutputStream implements ClassDictionary.Writing {
    static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** A larger array is not kept: it came from a record of unusual size. */
    private static final int KEPT_BYTES = 1 << 20;

    private static final int BYTES_MAX = Integer.MAX_VALUE - 8;

    private final KnownClasses classes;
    private byte[] bytes = new byte[256];
    private int size;

    RecordBuffer(KnownClasses classes) {
        this.classes = classes;
    }

    /** Forgets what is there and leaves {@code head} bytes free at the front. */
    void begin(int head) {
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[256];
        }
        size = 0;
        ensure(head);
        size = head;
    }

    /** The array; what is beyond {@link #size} means nothing. */
    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return size;
    }

    /** Writes a number to the head that was left free. */
    public void putInt(int at, int value) {
        INTS.set(bytes, at, value);
    }

    private void ensure(int more) {
        if (more > bytes.length - size) {
            long wanted = (long) size + more;
            if (wanted > BYTES_MAX) {
                throw new IllegalStateException("a record is too large to be spilled: expected=less than 2 GB, actual="
                        + wanted + " bytes or more");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(BYTES_MAX, Math.max(wanted, 2L * bytes.length)));
        }
    }

    @Override
    public int numberOf(Class<?> type) {
        return classes.numberOf(type);
    }

    @Override
    public void write(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    @Override
    public void write(byte[] from) {
        write(from, 0, from.length);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        ensure(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    @Override
    public void writeBoolean(boolean value) {
        write(value ? 1 : 0);
    }

    @Override
    public void writeByte(int value) {
        write(value);
    }

    @Override
    public void writeShort(int value) {
        ensure(2);
        SHORTS.set(bytes, size, (short) value);
        size += 2;
    }

    @Override
    public void writeChar(int value) {
        writeShort(value);
    }

    @Override
    public void writeInt(int value) {
        ensure(4);
        INTS.set(bytes, size, value);
        size += 4;
    }

    @Override
    public void writeLong(long value) {
        ensure(8);
        LONGS.set(bytes, size, value);
        size += 8;
    }

    @Override
    public void writeFloat(float value) {
        writeInt(Float.floatToIntBits(value));
    }

    @Override
    public void writeDouble(double value) {
        writeLong(Double.doubleToLongBits(value));
    }

    @Override
    public void writeBytes(String text) {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void writeChars(String text) {
        int length = text.length();
        ensure(Math.multiplyExact(2, length));
        for (int i = 0; i < length; i++) {
            SHORTS.set(bytes, size + 2 * i, (short) text.charAt(i));
        }
        size += 2 * length;
    }

    @Override
    public void writeUTF(String text) throws IOException {
        new java.io.DataOutputStream(this).writeUTF(text);
    }
}
