package io.millrace.operators.sink;

import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Rows being serialised one after another until they are enough for a batch: their number, then the rows. */
final class RowBatch<T> {
    /** Bytes at which a batch is full: enough to make its message cheap, far below any limit of a frame. */
    private static final int FULL_BYTES = 32 * 1024;

    private final TypeSerializer<T> serializer;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private final DataOutputStream target = new DataOutputStream(bytes);
    private int rows;

    RowBatch(TypeSerializer<T> serializer) {
        this.serializer = serializer;
    }

    void add(T row) throws IOException {
        if (rows++ == 0) {
            target.writeInt(0);
        }
        serializer.serialize(row, target);
    }

    boolean isEmpty() {
        return rows == 0;
    }

    boolean isFull() {
        return bytes.size() >= FULL_BYTES;
    }

    /** The rows added since the last call. */
    byte[] take() {
        byte[] taken = bytes.toByteArray();
        ByteBuffer.wrap(taken).putInt(0, rows);
        bytes.reset();
        rows = 0;
        return taken;
    }
}
