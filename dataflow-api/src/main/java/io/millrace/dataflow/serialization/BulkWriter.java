package io.millrace.dataflow.serialization;

import io.millrace.dataflow.fs.FSDataOutputStream;
import java.io.IOException;
import java.io.Serializable;

/** Writes records in a format that is only whole at its end, such as a columnar one. */
public interface BulkWriter<T> {
    void addElement(T element) throws IOException;

    void flush() throws IOException;

    /** Writes what the format has at its end. It must not close the stream. */
    void finish() throws IOException;

    /** Makes a writer for each file. */
    @FunctionalInterface
    interface Factory<T> extends Serializable {
        BulkWriter<T> create(FSDataOutputStream out) throws IOException;
    }
}
