package io.millrace.types.code;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads bytes of an array, in the layout of {@link DataInput}; {@link ArrayOutput} says why it is a class. One thread, no locks. */
public abstract class ArrayInput implements DataInput {
    private byte[] bytes;
    private int at;
    private int end;

    /** @param end behind the last byte that counts */
    protected ArrayInput(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** Goes on with other bytes. */
    protected final void read(byte[] source, int from, int behind) {
        bytes = source;
        at = from;
        end = behind;
    }

    /** How many bytes have not been read. */
    public final int remaining() {
        return end - at;
    }

    /**
     * Passes over the next bytes.
     *
     * @param count from 0
     * @return where they begin in {@link #array}
     * @throws EOFException if there are fewer
     */
    public final int take(int count) throws EOFException {
        int from = at;
        if (count > end - from) {
            throw new EOFException("its end where more was to come: wanted=" + count + " bytes, left=" + (end - from));
        }
        at = from + count;
        return from;
    }

    /** What holds the bytes; never to be changed. */
    public final byte[] array() {
        return bytes;
    }

    @Override
    public final void readFully(byte[] into) throws IOException {
        readFully(into, 0, into.length);
    }

    @Override
    public final void readFully(byte[] into, int offset, int count) throws IOException {
        if (count < 0) {
            throw new IndexOutOfBoundsException("count: expected=0 or more, actual=" + count);
        }
        int from = take(count);
        System.arraycopy(bytes, from, into, offset, count);
    }

    @Override
    public final int skipBytes(int count) {
        int skipped = Math.min(Math.max(0, count), end - at);
        at += skipped;
        return skipped;
    }

    @Override
    public final boolean readBoolean() throws IOException {
        return readByte() != 0;
    }

    @Override
    public final byte readByte() throws IOException {
        int from = take(1);
        return bytes[from];
    }

    @Override
    public final int readUnsignedByte() throws IOException {
        return readByte() & 0xff;
    }

    @Override
    public final short readShort() throws IOException {
        int from = take(Short.BYTES);
        return (short) BigEndian.SHORTS.get(bytes, from);
    }

    @Override
    public final int readUnsignedShort() throws IOException {
        return readShort() & 0xffff;
    }

    @Override
    public final char readChar() throws IOException {
        return (char) readShort();
    }

    @Override
    public final int readInt() throws IOException {
        int from = take(Integer.BYTES);
        return (int) BigEndian.INTS.get(bytes, from);
    }

    @Override
    public final long readLong() throws IOException {
        int from = take(Long.BYTES);
        return (long) BigEndian.LONGS.get(bytes, from);
    }

    @Override
    public final float readFloat() throws IOException {
        return Float.intBitsToFloat(readInt());
    }

    @Override
    public final double readDouble() throws IOException {
        return Double.longBitsToDouble(readLong());
    }

    /** Bytes as letters up to the end of a line, as DataInput says; null at the end. */
    @Override
    public final @Nullable String readLine() {
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
    public final String readUTF() throws IOException {
        return DataInputStream.readUTF(this);
    }
}
