package io.millrace.dataflow.io;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** An object that reads and writes its own binary form. */
public interface IOReadableWritable {
    void write(DataOutput out) throws IOException;

    /** Replaces the object's content by what {@link #write} wrote. */
    void read(DataInput in) throws IOException;
}
