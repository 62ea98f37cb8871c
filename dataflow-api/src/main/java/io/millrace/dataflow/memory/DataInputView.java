package io.millrace.dataflow.memory;

import java.io.DataInput;
import java.io.EOFException;
import java.io.IOException;

/** Where a serialiser reads. */
public interface DataInputView extends DataInput {

    /**
     * Passes over bytes.
     *
     * @throws EOFException if there are fewer
     */
    default void skipBytesToRead(int numBytes) throws IOException {
        for (int left = numBytes; left > 0; ) {
            int skipped = skipBytes(left);
            if (skipped <= 0) {
                throw new EOFException("its end, with " + left + " of " + numBytes + " bytes still to be skipped");
            }
            left -= skipped;
        }
    }

    /**
     * Reads what is there, at most {@code len} bytes.
     *
     * @return how many were read; -1 at the end
     */
    int read(byte[] b, int off, int len) throws IOException;

    /** As {@link #read(byte[], int, int)} into the whole array. */
    default int read(byte[] b) throws IOException {
        return read(b, 0, b.length);
    }

    /** The input itself if it is such a view, else one that reads from it and nothing ahead. */
    static DataInputView of(DataInput source) {
        return source instanceof DataInputView view ? view : new PlainInput(source);
    }
}
