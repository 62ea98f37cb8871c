package io.millrace.dataflow.types;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.memory.MemorySegment;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A long that can be changed. Written in 8 bytes, big-endian. */
public class LongValue implements NormalizableKey<LongValue>, ResettableValue<LongValue>, CopyableValue<LongValue> {

    private static final long serialVersionUID = 1L;

    private long value;

    public LongValue() {}

    public LongValue(long value) {
        this.value = value;
    }

    public long getValue() {
        return value;
    }

    public void setValue(long value) {
        this.value = value;
    }

    @Override
    public void setValue(LongValue value) {
        this.value = value.value;
    }

    @Override
    public void write(DataOutputView out) throws IOException {
        out.writeLong(value);
    }

    @Override
    public void read(DataInputView in) throws IOException {
        value = in.readLong();
    }

    @Override
    public int getBinaryLength() {
        return 8;
    }

    @Override
    public void copyTo(LongValue target) {
        target.value = value;
    }

    @Override
    public LongValue copy() {
        return new LongValue(value);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        target.writeLong(source.readLong());
    }

    @Override
    public int compareTo(LongValue other) {
        return Long.compare(value, other.value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LongValue that && value == that.value;
    }

    @Override
    public int getMaxNormalizedKeyLen() {
        return 8;
    }

    @Override
    public void copyNormalizedKey(MemorySegment memory, int offset, int len) {
        NormalizedKeys.put(value ^ Long.MIN_VALUE, 8, memory, offset, len);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(value);
    }

    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
