package io.millrace.dataflow.io;

import java.io.DataOutput;
import java.io.IOException;

/** Writes binary files of records that write their own binary form. */
public class SerializedOutputFormat<T extends IOReadableWritable> extends BinaryOutputFormat<T> {
    private static final long serialVersionUID = 1L;

    @Override
    protected void serialize(T record, DataOutput dataOutput) throws IOException {
        record.write(dataOutput);
    }
}
