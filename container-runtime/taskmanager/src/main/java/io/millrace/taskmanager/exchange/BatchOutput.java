package io.millrace.taskmanager.exchange;

import io.millrace.types.code.ArrayOutput;
import io.millrace.types.serial.BigEndian;
import io.millrace.types.serial.ClassDictionary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Writes to an array that grows: what {@link java.io.DataOutputStream} over a {@link java.io.ByteArrayOutputStream} does,
 * without their locks and their steps between, which cost more than most serialisers. Numbers have their highest byte first.
 */
final class BatchOutput extends ArrayOutput implements ClassDictionary.Writing {
    private static final int LONGEST = Integer.MAX_VALUE - 8;
    private static final int UTF_BYTES_MAX = 65_535;

    private final Map<Class<?>, Integer> numbers = new IdentityHashMap<>(4);
    private byte[] bytes;
    private int length;

    BatchOutput(int capacity) {
        this.bytes = new byte[capacity];
    }

    /** Goes on with another array and an empty dictionary, behind a head that is still to be put there. */
    void begin(byte[] array, int headBytes) {
        bytes = array;
        length = headBytes;
        if (!numbers.isEmpty()) {
            numbers.clear();
        }
    }

    /** Puts a byte and a number at the beginning. */
    void putHead(int first, int number) {
        putHead(bytes, first, number);
    }

    static void putHead(byte[] bytes, int first, int number) {
        bytes[0] = (byte) first;
        putNumber(bytes, 1, number);
    }

    /** The number that stands at the beginning, behind the byte. */
    static int numberOf(byte[] bytes) {
        return numberAt(bytes, 1);
    }

    static void putNumber(byte[] bytes, int at, int number) {
        BigEndian.INTS.set(bytes, at, number);
    }

    static int numberAt(byte[] bytes, int at) {
        return (int) BigEndian.INTS.get(bytes, at);
    }

    /** The array: its first {@link #length} bytes count. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    @Override
    public int reserve(int more) throws IOException {
        int at = length;
        if (more > bytes.length - at) {
            grow(more);
        }
        length = at + more;
        return at;
    }

    private void grow(int more) throws IOException {
        if (more > LONGEST - length) {
            throw new IOException("a batch has more than " + LONGEST + " bytes");
        }
        int doubled = (int) Math.min(LONGEST, 2L * bytes.length);
        bytes = Arrays.copyOf(bytes, Math.max(doubled, length + more));
    }

    @Override
    public int numberOf(Class<?> type) {
        Integer number = numbers.putIfAbsent(type, numbers.size());
        return number == null ? -1 : number;
    }

    @Override
    public void write(int b) throws IOException {
        int at = reserve(1);
        bytes[at] = (byte) b;
    }

    @Override
    public void write(byte[] from) throws IOException {
        write(from, 0, from.length);
    }

    @Override
    public void write(byte[] from, int offset, int count) throws IOException {
        int at = reserve(count);
        System.arraycopy(from, offset, bytes, at, count);
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
        int at = reserve(Short.BYTES);
        BigEndian.SHORTS.set(bytes, at, (short) value);
    }

    @Override
    public void writeChar(int value) throws IOException {
        writeShort(value);
    }

    @Override
    public void writeInt(int value) throws IOException {
        int at = reserve(Integer.BYTES);
        BigEndian.INTS.set(bytes, at, value);
    }

    @Override
    public void writeLong(long value) throws IOException {
        int at = reserve(Long.BYTES);
        BigEndian.LONGS.set(bytes, at, value);
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
        for (int i = 0; i < text.length(); i++) {
            writeShort(text.charAt(i));
        }
    }

    // Java's own variant of UTF-8, as DataOutput says.
    @Override
    public void writeUTF(String text) throws IOException {
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
        int count = length - head - Short.BYTES;
        if (count > UTF_BYTES_MAX) {
            throw new java.io.UTFDataFormatException(
                    "a text of " + count + " bytes, expected at most " + UTF_BYTES_MAX);
        }
        BigEndian.SHORTS.set(bytes, head, (short) count);
    }
}
