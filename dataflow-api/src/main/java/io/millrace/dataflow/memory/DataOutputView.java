package io.millrace.dataflow.memory;

import java.io.DataOutput;
import java.io.IOException;

/** Where a serialiser writes. */
public interface DataOutputView extends DataOutput {

    /** Leaves out so many bytes, which are zero. */
    default void skipBytesToWrite(int numBytes) throws IOException {
        write(new byte[numBytes]);
    }

    /**
     * Copies bytes.
     *
     * @throws java.io.EOFException if the source has fewer
     */
    default void write(DataInputView source, int numBytes) throws IOException {
        byte[] bytes = new byte[Math.min(numBytes, 4_096)];
        for (int left = numBytes; left > 0; left -= Math.min(left, bytes.length)) {
            int count = Math.min(left, bytes.length);
            source.readFully(bytes, 0, count);
            write(bytes, 0, count);
        }
    }

    /** The output itself if it is such a view, else one that writes to it and holds nothing back. */
    static DataOutputView of(DataOutput target) {
        return target instanceof DataOutputView view ? view : new PlainOutput(target);
    }
}
