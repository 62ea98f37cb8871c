package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.IOException;

/**
 * Serialises the batches of one channel; by the thread that offers them. Numbers have their highest byte first.
 *
 * <pre>
 * batch = flags: 1 (bit 0: it has timestamps), count: 4, with timestamps count times 8,
 *         then the records as the edge's serialiser writes them, one behind the other
 * </pre>
 *
 * Each batch has a class dictionary of its own, so it can be read alone.
 */
final class BatchWriter {
    static final int TIMESTAMPS = 1;

    private static final int SMALLEST_BYTES = 256;

    private final TypeSerializer<Object> serializer;
    private int expected = SMALLEST_BYTES;

    BatchWriter(TypeSerializer<Object> serializer) {
        this.serializer = serializer;
    }

    /** @throws IllegalStateException if a record cannot be serialised: says which, and why */
    WrittenBatch write(Batch batch) {
        BatchOutput out = new BatchOutput(expected);
        int at = 0;
        try {
            long[] timestamps = batch.timestamps();
            int size = batch.size();
            out.writeByte(timestamps == null ? 0 : TIMESTAMPS);
            out.writeInt(size);
            if (timestamps != null) {
                for (int i = 0; i < size; i++) {
                    out.writeLong(timestamps[i]);
                }
            }
            Object[] records = batch.records();
            for (; at < size; at++) {
                serializer.serialize(records[at], out);
            }
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "a record cannot be sent to another TaskManager: "
                            + serializer.getClass().getSimpleName() + " cannot write " + batch.record(at) + ": " + e,
                    e);
        }
        // Batches of a channel are mostly of one size; a rare large one must not make all that follow large.
        expected = Math.max(SMALLEST_BYTES, out.length() + (out.length() >> 3));
        return new WrittenBatch(out.bytes(), out.length());
    }
}
