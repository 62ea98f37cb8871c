package io.millrace.dataflow.io;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import java.io.IOException;

/** An object that reads and writes its own binary form. */
public interface IOReadableWritable {
    void write(DataOutputView out) throws IOException;

    /** Replaces the object's content by what {@link #write} wrote. */
    void read(DataInputView in) throws IOException;
}
