package io.millrace.dataflow.types;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.memory.MemorySegment;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A char that can be changed. Written in 2 bytes, big-endian. */
public class CharValue implements NormalizableKey<CharValue>, ResettableValue<CharValue>, CopyableValue<CharValue> {

    private static final long serialVersionUID = 1L;

    private char value;

    public CharValue() {}

    public CharValue(char value) {
        this.value = value;
    }

    public char getValue() {
        return value;
    }

    public void setValue(char value) {
        this.value = value;
    }

    @Override
    public void setValue(CharValue value) {
        this.value = value.value;
    }

    @Override
    public void write(DataOutputView out) throws IOException {
        out.writeChar(value);
    }

    @Override
    public void read(DataInputView in) throws IOException {
        value = in.readChar();
    }

    @Override
    public int getBinaryLength() {
        return 2;
    }

    @Override
    public void copyTo(CharValue target) {
        target.value = value;
    }

    @Override
    public CharValue copy() {
        return new CharValue(value);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        target.writeChar(source.readChar());
    }

    @Override
    public int compareTo(CharValue other) {
        return Character.compare(value, other.value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CharValue that && value == that.value;
    }

    @Override
    public int getMaxNormalizedKeyLen() {
        return 2;
    }

    @Override
    public void copyNormalizedKey(MemorySegment memory, int offset, int len) {
        NormalizedKeys.put(value, 2, memory, offset, len);
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
