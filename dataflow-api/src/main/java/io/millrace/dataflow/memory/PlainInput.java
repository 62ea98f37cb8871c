package io.millrace.dataflow.memory;

import java.io.DataInput;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads from an input of Java. */
record PlainInput(DataInput source) implements DataInputView {

    /** Byte after byte: a plain input does not tell how many it has. */
    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        for (int i = 0; i < len; i++) {
            try {
                b[off + i] = source.readByte();
            } catch (EOFException e) {
                return i == 0 ? -1 : i;
            }
        }
        return len;
    }

    @Override
    public void readFully(byte[] into) throws IOException {
        source.readFully(into);
    }

    @Override
    public void readFully(byte[] into, int offset, int length) throws IOException {
        source.readFully(into, offset, length);
    }

    @Override
    public int skipBytes(int count) throws IOException {
        return source.skipBytes(count);
    }

    @Override
    public boolean readBoolean() throws IOException {
        return source.readBoolean();
    }

    @Override
    public byte readByte() throws IOException {
        return source.readByte();
    }

    @Override
    public int readUnsignedByte() throws IOException {
        return source.readUnsignedByte();
    }

    @Override
    public short readShort() throws IOException {
        return source.readShort();
    }

    @Override
    public int readUnsignedShort() throws IOException {
        return source.readUnsignedShort();
    }

    @Override
    public char readChar() throws IOException {
        return source.readChar();
    }

    @Override
    public int readInt() throws IOException {
        return source.readInt();
    }

    @Override
    public long readLong() throws IOException {
        return source.readLong();
    }

    @Override
    public float readFloat() throws IOException {
        return source.readFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return source.readDouble();
    }

    @Override
    public @Nullable String readLine() throws IOException {
        return source.readLine();
    }

    @Override
    public String readUTF() throws IOException {
        return source.readUTF();
    }
}
