package io.millrace.iterations.snapshot;

import io.millrace.iterations.snapshot.SuperstepLog.Kind;
import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;

/**
 * Some records of one kind, as their serialiser wrote them one after the other.
 *
 * @param bytes not changed any more
 */
public record Block(Kind kind, int count, byte[] bytes) {
    /** Is given the records of a block, one after the other. */
    @FunctionalInterface
    public interface RecordReader {
        /** @param record reads one record, with the serialiser that wrote it */
        void read(DataInput record) throws Exception;
    }

    /** @throws IOException if the serialiser does not read all that there is */
    public void read(RecordReader reader) throws Exception {
        DataInputStream records = new DataInputStream(new ByteArrayInputStream(bytes));
        for (int i = 0; i < count; i++) {
            reader.read(records);
        }
        if (records.available() > 0) {
            throw new StreamCorruptedException(records.available() + " bytes of a block are left behind its " + count
                    + " records: the serialiser does not read what it wrote");
        }
    }
}
