package io.millrace.dataflow.types;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.memory.MemorySegment;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The value that says nothing. All are equal. Written as one byte. */
public final class NullValue implements NormalizableKey<NullValue>, CopyableValue<NullValue> {

    private static final long serialVersionUID = 1L;

    private static final NullValue INSTANCE = new NullValue();

    public NullValue() {}

    public static NullValue getInstance() {
        return INSTANCE;
    }

    @Override
    public void write(DataOutputView out) throws IOException {
        out.writeBoolean(false);
    }

    @Override
    public void read(DataInputView in) throws IOException {
        in.readBoolean();
    }

    @Override
    public int getBinaryLength() {
        return 1;
    }

    @Override
    public void copyTo(NullValue target) {}

    @Override
    public NullValue copy() {
        return INSTANCE;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        source.readBoolean();
        target.writeBoolean(false);
    }

    @Override
    public int compareTo(NullValue other) {
        return 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NullValue;
    }

    @Override
    public int getMaxNormalizedKeyLen() {
        return 0;
    }

    @Override
    public void copyNormalizedKey(MemorySegment memory, int offset, int len) {
        NormalizedKeys.put(0, 0, memory, offset, len);
    }

    @Override
    public int hashCode() {
        return 53;
    }

    @Override
    public String toString() {
        return "(null)";
    }
}
