package io.millrace.types.code;

import io.millrace.dataflow.memory.DataOutputView;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.util.Arrays;

/**
 * Bytes in an array that grows, in the layout of {@link DataOutput}; what was written may be changed. Takes no lock, which is what
 * a {@link DataOutputStream} over a {@link java.io.ByteArrayOutputStream} pays for each field of each record: one thread at a time.
 *
 * <p>A class whose methods are final, as asking whether an object is of one costs less than asking for an interface, and is asked
 * for each record.
 */
public class ArrayOutput implements DataOutputView {
    private static final int BYTES_MAX = Integer.MAX_VALUE - 8;
    private static final int UTF_BYTES_MAX = 65_535;

    private final int firstBytes;
    private byte[] bytes;
    private int size;

    /** @param firstBytes for which there is room at first */
    public ArrayOutput(int firstBytes) {
        this.firstBytes = firstBytes;
        this.bytes = new byte[firstBytes];
    }

    /**
     * Forgets what was written.
     *
     * @param keptBytes an array with more is given up too: it came from a record of unusual size
     */
    public final void reset(int keptBytes) {
        size = 0;
        if (bytes.length > keptBytes) {
            bytes = new byte[firstBytes];
        }
    }

    /** Goes on with another array, behind bytes that are still to be put at its beginning. */
    protected final void begin(byte[] array, int headBytes) {
        bytes = array;
        size = headBytes;
    }

    /** The array; what is beyond {@link #size} means nothing. Another one after the next write, maybe. */
    public final byte[] array() {
        return bytes;
    }

    public final int size() {
        return size;
    }

    public final byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /**
     * Makes room behind all that was written; it counts as written, and is to be filled: it has any value until then.
     *
     * @return where it begins in {@link #array}
     */
    public final int reserve(int count) throws IOException {
        int at = size;
        if (count > bytes.length - at) {
            grow(count);
        }
        size = at + count;
        return at;
    }

    private void grow(int more) throws IOException {
        long wanted = (long) size + more;
        if (wanted > BYTES_MAX) {
            throw new IOException("a record is too large to be written: expected=less than 2 GB, actual=" + wanted
                    + " bytes or more");
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(BYTES_MAX, Math.max(wanted, 2L * bytes.length)));
    }

    /** Changes what was written or reserved. */
    public final void putByte(int at, int value) {
        bytes[at] = (byte) value;
    }

    /** Changes what was written or reserved. */
    public final void putInt(int at, int value) {
        BigEndian.INTS.set(bytes, at, value);
    }

    @Override
    public final void write(int value) throws IOException {
        int at = reserve(1);
        bytes[at] = (byte) value;
    }

    @Override
    public final void write(byte[] from) throws IOException {
        write(from, 0, from.length);
    }

    @Override
    public final void write(byte[] from, int offset, int length) throws IOException {
        int at = reserve(length);
        System.arraycopy(from, offset, bytes, at, length);
    }

    @Override
    public final void writeBoolean(boolean value) throws IOException {
        write(value ? 1 : 0);
    }

    @Override
    public final void writeByte(int value) throws IOException {
        write(value);
    }

    @Override
    public final void writeShort(int value) throws IOException {
        int at = reserve(Short.BYTES);
        BigEndian.SHORTS.set(bytes, at, (short) value);
    }

    @Override
    public final void writeChar(int value) throws IOException {
        writeShort(value);
    }

    @Override
    public final void writeInt(int value) throws IOException {
        int at = reserve(Integer.BYTES);
        BigEndian.INTS.set(bytes, at, value);
    }

    @Override
    public final void writeLong(long value) throws IOException {
        int at = reserve(Long.BYTES);
        BigEndian.LONGS.set(bytes, at, value);
    }

    @Override
    public final void writeFloat(float value) throws IOException {
        writeInt(Float.floatToIntBits(value));
    }

    @Override
    public final void writeDouble(double value) throws IOException {
        writeLong(Double.doubleToLongBits(value));
    }

    @Override
    public final void writeBytes(String text) throws IOException {
        putLowBytes(text, reserve(text.length()));
    }

    /** Puts the low byte of each char of a text where there is room for them. */
    @SuppressWarnings("deprecation") // it cuts chars in two, and that is what is wanted
    final void putLowBytes(String text, int at) {
        text.getBytes(0, text.length(), bytes, at);
    }

    @Override
    public final void writeChars(String text) throws IOException {
        int length = text.length();
        int at = reserve(Math.multiplyExact(Character.BYTES, length));
        for (int i = 0; i < length; i++) {
            BigEndian.SHORTS.set(bytes, at + Character.BYTES * i, (short) text.charAt(i));
        }
    }

    // Java's own variant of UTF-8, as DataOutput says.
    @Override
    public final void writeUTF(String text) throws IOException {
        int head = reserve(Short.BYTES);
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter != 0 && letter < 0x80) {
                write(letter);
            } else if (letter < 0x800) {
                write(0xc0 | (letter >> 6));
                write(0x80 | (letter & 0x3f));
            } else {
                write(0xe0 | (letter >> 12));
                write(0x80 | ((letter >> 6) & 0x3f));
                write(0x80 | (letter & 0x3f));
            }
        }
        int count = size - head - Short.BYTES;
        if (count > UTF_BYTES_MAX) {
            throw new UTFDataFormatException("a text of " + count + " bytes, expected at most " + UTF_BYTES_MAX);
        }
        BigEndian.SHORTS.set(bytes, head, (short) count);
    }
}
