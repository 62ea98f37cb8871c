package io.millrace.dataflow.io;

import io.millrace.dataflow.memory.DataInputView;
import java.io.IOException;

/** Reads binary files of records that read their own binary form, as {@link SerializedOutputFormat} writes them. */
public class SerializedInputFormat<T extends IOReadableWritable> extends BinaryInputFormat<T> {
    private static final long serialVersionUID = 1L;

    @Override
    protected T deserialize(T reuse, DataInputView dataInput) throws IOException {
        reuse.read(dataInput);
        return reuse;
    }
}
