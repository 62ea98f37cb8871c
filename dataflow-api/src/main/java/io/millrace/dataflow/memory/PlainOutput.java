package io.millrace.dataflow.memory;

import java.io.DataOutput;
import java.io.IOException;

/** Writes to an output of Java. */
record PlainOutput(DataOutput target) implements DataOutputView {

    @Override
    public void write(int value) throws IOException {
        target.write(value);
    }

    @Override
    public void write(byte[] from) throws IOException {
        target.write(from);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        target.write(from, offset, length);
    }

    @Override
    public void writeBoolean(boolean value) throws IOException {
        target.writeBoolean(value);
    }

    @Override
    public void writeByte(int value) throws IOException {
        target.writeByte(value);
    }

    @Override
    public void writeShort(int value) throws IOException {
        target.writeShort(value);
    }

    @Override
    public void writeChar(int value) throws IOException {
        target.writeChar(value);
    }

    @Override
    public void writeInt(int value) throws IOException {
        target.writeInt(value);
    }

    @Override
    public void writeLong(long value) throws IOException {
        target.writeLong(value);
    }

    @Override
    public void writeFloat(float value) throws IOException {
        target.writeFloat(value);
    }

    @Override
    public void writeDouble(double value) throws IOException {
        target.writeDouble(value);
    }

    @Override
    public void writeBytes(String text) throws IOException {
        target.writeBytes(text);
    }

    @Override
    public void writeChars(String text) throws IOException {
        target.writeChars(text);
    }

    @Override
    public void writeUTF(String text) throws IOException {
        target.writeUTF(text);
    }
}
