package io.millrace.dataflow.types;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import java.io.IOException;

/** A value that copies itself faster than by writing and reading. */
public interface CopyableValue<T> extends Value {

    /** The number of bytes of each value of this type, or -1 if it varies. */
    int getBinaryLength();

    void copyTo(T target);

    /** A deep copy of this. */
    T copy();

    /** Copies the next written value of this type from one place to another. */
    void copy(DataInputView source, DataOutputView target) throws IOException;
}
