package io.millrace.types.serial;

import io.millrace.dataflow.memory.DataOutputView;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes in an array that grows, in the layout of {@link DataOutput}; what was written may be changed. Takes no lock, which is what
 * a {@link DataOutputStream} over a {@link java.io.ByteArrayOutputStream} pays for each field of each record: one thread at a time.
 */
public final class ByteArrayOutput extends OutputStream implements DataOutputView {
    private static final int BYTES_MAX = Integer.MAX_VALUE - 8;

    private final int firstBytes;
    private byte[] bytes;
    private int size;

    /** @param firstBytes for which there is room at first; from 1 */
    public ByteArrayOutput(int firstBytes) {
        this.firstBytes = firstBytes;
        this.bytes = new byte[firstBytes];
    }

    /**
     * Forgets what was written.
     *
     * @param keptBytes an array with more is given up too: it came from a record of unusual size
     */
    public void reset(int keptBytes) {
        size = 0;
        if (bytes.length > keptBytes) {
            bytes = new byte[firstBytes];
        }
    }

    /** The array; what is beyond {@link #size} means nothing. Another one after the next write, maybe. */
    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return size;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Leaves bytes free, to be put later; they have any value until then. */
    public void skip(int count) throws IOException {
        ensure(count);
        size += count;
    }

    /** Changes what was written or skipped. */
    public void putByte(int at, int value) {
        bytes[at] = (byte) value;
    }

    /** Changes what was written or skipped. */
    public void putInt(int at, int value) {
        BigEndian.INTS.set(bytes, at, value);
    }

    private void ensure(int more) throws IOException {
        if (more > bytes.length - size) {
            grow((long) size + more);
        }
    }

    private void grow(long wanted) throws IOException {
        if (wanted > BYTES_MAX) {
            throw new IOException("a record is too large to be written: expected=less than 2 GB, actual=" + wanted
                    + " bytes or more");
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(BYTES_MAX, Math.max(wanted, 2L * bytes.length)));
    }

    @Override
    public void write(int value) throws IOException {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    @Override
    public void write(byte[] from) throws IOException {
        write(from, 0, from.length);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        ensure(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    @Override
    public void writeBoolean(boolean value) throws IOException {
        write(value ? 1 : 0);
    }

    @Override
    public void writeByte(int value) throws IOException {
        write(value);
    }

    @Override
    public void writeShort(int value) throws IOException {
        ensure(2);
        BigEndian.SHORTS.set(bytes, size, (short) value);
        size += 2;
    }

    @Override
    public void writeChar(int value) throws IOException {
        writeShort(value);
    }

    @Override
    public void writeInt(int value) throws IOException {
        ensure(4);
        BigEndian.INTS.set(bytes, size, value);
        size += 4;
    }

    @Override
    public void writeLong(long value) throws IOException {
        ensure(8);
        BigEndian.LONGS.set(bytes, size, value);
        size += 8;
    }

    @Override
    public void writeFloat(float value) throws IOException {
        writeInt(Float.floatToIntBits(value));
    }

    @Override
    public void writeDouble(double value) throws IOException {
        writeLong(Double.doubleToLongBits(value));
    }

    @Override
    public void writeBytes(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void writeChars(String text) throws IOException {
        int length = text.length();
        ensure(Math.multiplyExact(2, length));
        for (int i = 0; i < length; i++) {
            BigEndian.SHORTS.set(bytes, size + 2 * i, (short) text.charAt(i));
        }
        size += 2 * length;
    }

    @Override
    public void writeUTF(String text) throws IOException {
        new DataOutputStream(this).writeUTF(text);
    }
}
