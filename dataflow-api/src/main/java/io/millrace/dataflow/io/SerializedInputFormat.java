package io.millrace.dataflow.io;

import java.io.DataInput;
import java.io.IOException;

/** Reads binary files of records that read their own binary form, as {@link SerializedOutputFormat} writes them. */
public class SerializedInputFormat<T extends IOReadableWritable> extends BinaryInputFormat<T> {
    private static final long serialVersionUID = 1L;

    @Override
    protected T deserialize(T reuse, DataInput dataInput) throws IOException {
        reuse.read(dataInput);
        return reuse;
    }
}
