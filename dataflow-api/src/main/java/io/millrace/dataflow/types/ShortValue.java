package io.millrace.dataflow.types;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.memory.MemorySegment;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A short that can be changed. Written in 2 bytes, big-endian. */
public class ShortValue implements NormalizableKey<ShortValue>, ResettableValue<ShortValue>, CopyableValue<ShortValue> {

    private static final long serialVersionUID = 1L;

    private short value;

    public ShortValue() {}

    public ShortValue(short value) {
        this.value = value;
    }

    public short getValue() {
        return value;
    }

    public void setValue(short value) {
        this.value = value;
    }

    @Override
    public void setValue(ShortValue value) {
        this.value = value.value;
    }

    @Override
    public void write(DataOutputView out) throws IOException {
        out.writeShort(value);
    }

    @Override
    public void read(DataInputView in) throws IOException {
        value = in.readShort();
    }

    @Override
    public int getBinaryLength() {
        return 2;
    }

    @Override
    public void copyTo(ShortValue target) {
        target.value = value;
    }

    @Override
    public ShortValue copy() {
        return new ShortValue(value);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        target.writeShort(source.readShort());
    }

    @Override
    public int compareTo(ShortValue other) {
        return Short.compare(value, other.value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ShortValue that && value == that.value;
    }

    @Override
    public int getMaxNormalizedKeyLen() {
        return 2;
    }

    @Override
    public void copyNormalizedKey(MemorySegment memory, int offset, int len) {
        NormalizedKeys.put(value ^ 0x8000L, 2, memory, offset, len);
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
