package io.millrace.operators.spill;

import io.millrace.types.serial.BigEndian;
import io.millrace.types.serial.ByteArrayOutput;
import io.millrace.types.serial.ClassDictionary;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads a record out of an array: what {@link ByteArrayOutput} wrote. Not thread-safe, and without locks. */
final class RecordBytes extends InputStream implements ClassDictionary.Reading {
    private final KnownClasses classes;
    private byte[] bytes = {};
    private int at;
    private int end;

    RecordBytes(KnownClasses classes) {
        this.classes = classes;
    }

    void set(byte[] source, int offset, int length) {
        bytes = source;
        at = offset;
        end = offset + length;
    }

    int left() {
        return end - at;
    }

    /** Where the next {@code length} bytes are, which are taken. */
    private int take(int length) throws EOFException {
        if (length > end - at) {
            throw new EOFException("a record ends before it is whole: wanted=" + length + " bytes, left=" + (end - at));
        }
        int from = at;
        at += length;
        return from;
    }

    /** A class that is named has its number since it was written. */
    @Override
    public void add(Class<?> type) {}

    @Override
    public Class<?> classOf(int number) throws IOException {
        return classes.classOf(number);
    }

    @Override
    public int read() {
        return at == end ? -1 : bytes[at++] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        int fitting = Math.min(length, end - at);
        if (fitting == 0) {
            return -1;
        }
        System.arraycopy(bytes, at, into, offset, fitting);
        at += fitting;
        return fitting;
    }

    @Override
    public void readFully(byte[] into) throws EOFException {
        readFully(into, 0, into.length);
    }

    @Override
    public void readFully(byte[] into, int offset, int length) throws EOFException {
        System.arraycopy(bytes, take(length), into, offset, length);
    }

    @Override
    public int available() {
        return end - at;
    }

    @Override
    public int skipBytes(int count) {
        int skipped = Math.min(Math.max(0, count), end - at);
        at += skipped;
        return skipped;
    }

    @Override
    public boolean readBoolean() throws EOFException {
        return readByte() != 0;
    }

    @Override
    public byte readByte() throws EOFException {
        return bytes[take(1)];
    }

    @Override
    public int readUnsignedByte() throws EOFException {
        return bytes[take(1)] & 0xff;
    }

    @Override
    public short readShort() throws EOFException {
        return (short) BigEndian.SHORTS.get(bytes, take(2));
    }

    @Override
    public int readUnsignedShort() throws EOFException {
        return readShort() & 0xffff;
    }

    @Override
    public char readChar() throws EOFException {
        return (char) readShort();
    }

    @Override
    public int readInt() throws EOFException {
        return (int) BigEndian.INTS.get(bytes, take(4));
    }

    @Override
    public long readLong() throws EOFException {
        return (long) BigEndian.LONGS.get(bytes, take(8));
    }

    @Override
    public float readFloat() throws EOFException {
        return Float.intBitsToFloat(readInt());
    }

    @Override
    public double readDouble() throws EOFException {
        return Double.longBitsToDouble(readLong());
    }

    @Override
    @SuppressWarnings("deprecation") // the contract of DataInput asks for it
    public @Nullable String readLine() throws IOException {
        return new DataInputStream(this).readLine();
    }

    @Override
    public String readUTF() throws IOException {
        return DataInputStream.readUTF(this);
    }
}
