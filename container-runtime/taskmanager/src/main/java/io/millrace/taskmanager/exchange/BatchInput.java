package io.millrace.taskmanager.exchange;

import io.millrace.types.serial.BigEndian;
import io.millrace.types.serial.ClassDictionary;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads from an array what {@link BatchOutput} wrote. */
final class BatchInput implements ClassDictionary.Reading {
    private final List<Class<?>> classes = new ArrayList<>(4);
    private final byte[] bytes;
    private final int end;
    private int at;

    BatchInput(byte[] bytes, int length) {
        this.bytes = bytes;
        this.end = length;
    }

    int remaining() {
        return end - at;
    }

    private int take(int count) throws EOFException {
        int from = at;
        if (count > end - from) {
            throw new EOFException("its end after " + from + " bytes");
        }
        at = from + count;
        return from;
    }

    @Override
    public void add(Class<?> type) {
        classes.add(type);
    }

    @Override
    public Class<?> classOf(int number) throws IOException {
        if (number < 0 || number >= classes.size()) {
            throw new StreamCorruptedException("class " + number + " of a dictionary that holds " + classes.size());
        }
        return classes.get(number);
    }

    @Override
    public void readFully(byte[] into) throws IOException {
        readFully(into, 0, into.length);
    }

    @Override
    public void readFully(byte[] into, int offset, int count) throws IOException {
        if (count < 0) {
            throw new IndexOutOfBoundsException("count: expected=0 or more, actual=" + count);
        }
        int from = take(count);
        System.arraycopy(bytes, from, into, offset, count);
    }

    @Override
    public int skipBytes(int count) {
        int skipped = Math.min(Math.max(0, count), end - at);
        at += skipped;
        return skipped;
    }

    @Override
    public boolean readBoolean() throws IOException {
        return readByte() != 0;
    }

    @Override
    public byte readByte() throws IOException {
        int from = take(1);
        return bytes[from];
    }

    @Override
    public int readUnsignedByte() throws IOException {
        return readByte() & 0xff;
    }

    @Override
    public short readShort() throws IOException {
        int from = take(Short.BYTES);
        return (short) BigEndian.SHORTS.get(bytes, from);
    }

    @Override
    public int readUnsignedShort() throws IOException {
        return readShort() & 0xffff;
    }

    @Override
    public char readChar() throws IOException {
        return (char) readShort();
    }

    @Override
    public int readInt() throws IOException {
        int from = take(Integer.BYTES);
        return (int) BigEndian.INTS.get(bytes, from);
    }

    @Override
    public long readLong() throws IOException {
        int from = take(Long.BYTES);
        return (long) BigEndian.LONGS.get(bytes, from);
    }

    @Override
    public float readFloat() throws IOException {
        return Float.intBitsToFloat(readInt());
    }

    @Override
    public double readDouble() throws IOException {
        return Double.longBitsToDouble(readLong());
    }

    /** Bytes as letters up to the end of a line, as DataInput says; null at the end. */
    @Override
    public @Nullable String readLine() {
        if (at == end) {
            return null;
        }
        StringBuilder line = new StringBuilder();
        while (at < end) {
            char letter = (char) (bytes[at++] & 0xff);
            if (letter == '\n') {
                break;
            }
            if (letter == '\r') {
                at += at < end && bytes[at] == '\n' ? 1 : 0;
                break;
            }
            line.append(letter);
        }
        return line.toString();
    }

    @Override
    public String readUTF() throws IOException {
        return DataInputStream.readUTF(this);
    }
}
