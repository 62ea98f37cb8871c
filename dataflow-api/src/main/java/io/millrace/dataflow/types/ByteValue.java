package io.millrace.dataflow.types;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.memory.MemorySegment;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A byte that can be changed. Written in 1 byte. */
public class ByteValue implements NormalizableKey<ByteValue>, ResettableValue<ByteValue>, CopyableValue<ByteValue> {

    private static final long serialVersionUID = 1L;

    private byte value;

    public ByteValue() {}

    public ByteValue(byte value) {
        this.value = value;
    }

    public byte getValue() {
        return value;
    }

    public void setValue(byte value) {
        this.value = value;
    }

    @Override
    public void setValue(ByteValue value) {
        this.value = value.value;
    }

    @Override
    public void write(DataOutputView out) throws IOException {
        out.writeByte(value);
    }

    @Override
    public void read(DataInputView in) throws IOException {
        value = in.readByte();
    }

    @Override
    public int getBinaryLength() {
        return 1;
    }

    @Override
    public void copyTo(ByteValue target) {
        target.value = value;
    }

    @Override
    public ByteValue copy() {
        return new ByteValue(value);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        target.writeByte(source.readByte());
    }

    @Override
    public int compareTo(ByteValue other) {
        return Byte.compare(value, other.value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ByteValue that && value == that.value;
    }

    @Override
    public int getMaxNormalizedKeyLen() {
        return 1;
    }

    @Override
    public void copyNormalizedKey(MemorySegment memory, int offset, int len) {
        NormalizedKeys.put(value ^ 0x80L, 1, memory, offset, len);
    }

    @Override
    public int hashCode() {
        return value;
    }

    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
