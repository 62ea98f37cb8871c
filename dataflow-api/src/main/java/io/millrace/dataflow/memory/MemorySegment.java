package io.millrace.dataflow.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * Bytes in an array, as normalised keys are put into. Numbers are in the byte order that a method names; where it names
 * none, in the machine's. One thread at a time.
 */
public final class MemorySegment {
    private static final VarHandle INTS = ints(ByteOrder.nativeOrder());
    private static final VarHandle LONGS = longs(ByteOrder.nativeOrder());
    private static final VarHandle BIG_INTS = ints(ByteOrder.BIG_ENDIAN);
    private static final VarHandle BIG_LONGS = longs(ByteOrder.BIG_ENDIAN);
    private static final VarHandle LITTLE_INTS = ints(ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LITTLE_LONGS = longs(ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle BIG_CHARS = MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;

    private MemorySegment(byte[] bytes) {
        this.bytes = Objects.requireNonNull(bytes, "bytes");
    }

    private static VarHandle ints(ByteOrder order) {
        return MethodHandles.byteArrayViewVarHandle(int[].class, order);
    }

    private static VarHandle longs(ByteOrder order) {
        return MethodHandles.byteArrayViewVarHandle(long[].class, order);
    }

    /** Over this array: changes of one are seen in the other. */
    public static MemorySegment wrap(byte[] bytes) {
        return new MemorySegment(bytes);
    }

    /** The array itself. */
    public byte[] getArray() {
        return bytes;
    }

    public int size() {
        return bytes.length;
    }

    public byte get(int index) {
        return bytes[index];
    }

    public void put(int index, byte b) {
        bytes[index] = b;
    }

    public void get(int index, byte[] dst) {
        get(index, dst, 0, dst.length);
    }

    public void put(int index, byte[] src) {
        put(index, src, 0, src.length);
    }

    public void get(int index, byte[] dst, int offset, int length) {
        System.arraycopy(bytes, index, dst, offset, length);
    }

    public void put(int index, byte[] src, int offset, int length) {
        System.arraycopy(src, offset, bytes, index, length);
    }

    public boolean getBoolean(int index) {
        return bytes[index] != 0;
    }

    public void putBoolean(int index, boolean value) {
        bytes[index] = (byte) (value ? 1 : 0);
    }

    public short getShortBigEndian(int index) {
        return (short) BIG_SHORTS.get(bytes, index);
    }

    public void putShortBigEndian(int index, short value) {
        BIG_SHORTS.set(bytes, index, value);
    }

    public char getCharBigEndian(int index) {
        return (char) BIG_CHARS.get(bytes, index);
    }

    public void putCharBigEndian(int index, char value) {
        BIG_CHARS.set(bytes, index, value);
    }

    public int getInt(int index) {
        return (int) INTS.get(bytes, index);
    }

    public void putInt(int index, int value) {
        INTS.set(bytes, index, value);
    }

    public int getIntBigEndian(int index) {
        return (int) BIG_INTS.get(bytes, index);
    }

    public void putIntBigEndian(int index, int value) {
        BIG_INTS.set(bytes, index, value);
    }

    public int getIntLittleEndian(int index) {
        return (int) LITTLE_INTS.get(bytes, index);
    }

    public void putIntLittleEndian(int index, int value) {
        LITTLE_INTS.set(bytes, index, value);
    }

    public long getLong(int index) {
        return (long) LONGS.get(bytes, index);
    }

    public void putLong(int index, long value) {
        LONGS.set(bytes, index, value);
    }

    public long getLongBigEndian(int index) {
        return (long) BIG_LONGS.get(bytes, index);
    }

    public void putLongBigEndian(int index, long value) {
        BIG_LONGS.set(bytes, index, value);
    }

    public long getLongLittleEndian(int index) {
        return (long) LITTLE_LONGS.get(bytes, index);
    }

    public void putLongLittleEndian(int index, long value) {
        LITTLE_LONGS.set(bytes, index, value);
    }

    /** Compares bytes, without signs, as normalised keys are compared. */
    public int compare(MemorySegment other, int offset, int otherOffset, int length) {
        return Arrays.compareUnsigned(bytes, offset, offset + length, other.bytes, otherOffset, otherOffset + length);
    }
}
