package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.IOException;
import org.jctools.queues.atomic.SpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Serialises the records of one channel, as they come; by the thread that emits or offers them. Numbers have their highest
 * byte first.
 *
 * <pre>
 * batch = flags: 1 (bit 0: its records have timestamps), count: 4,
 *         then the content, or with bit 1 of the flags the content's length: 4, and the content as an LZ4 block
 * content = count times the timestamp: 8, if there are any, and the record as the edge's serialiser writes it
 * </pre>
 *
 * Each batch has a class dictionary of its own, so it can be read alone. A batch ends when it has {@link #FULL_BYTES}; a
 * record is never cut, so one that is larger makes a batch that is larger. Buffers of ordinary size come back when they were
 * sent ({@link WrittenBatch#sent}), and are filled again.
 */
final class BatchWriter {
    static final int TIMESTAMPS = 1;
    static final int LZ4 = 2;

    /** No further record goes into a batch that has this many bytes. */
    static final int FULL_BYTES = 32 * 1024;

    /** Nor into one that has so many records, which takes some that have no bytes. */
    static final int FULL_RECORDS = 64 * 1024;

    static final int HEAD_BYTES = 1 + Integer.BYTES;

    /** Room for a last record of ordinary size. */
    static final int BUFFER_BYTES = FULL_BYTES + 2 * 1024;

    /** As many as are under way in a channel and on the network at once, or fewer; more are left to the collector. */
    static final int BUFFERS_KEPT = 8;

    private static final byte[] NOTHING = new byte[0];
    private static final int SMALLEST_BYTES = 256;

    private final TypeSerializer<Object> serializer;
    private final SpscAtomicArrayQueue<byte[]> sent = new SpscAtomicArrayQueue<>(BUFFERS_KEPT);
    private final BatchOutput out = new BatchOutput(0);
    private final @Nullable BatchCompressor compressor;
    private byte @Nullable [] spare;
    private int count;
    private boolean timestamped;
    private int expected = SMALLEST_BYTES;

    BatchWriter(TypeSerializer<Object> serializer, ExchangeCompression compression) {
        this.serializer = serializer;
        this.compressor = compression == ExchangeCompression.LZ4 ? new BatchCompressor() : null;
    }

    /** Whether no record waits to be taken. */
    boolean isEmpty() {
        return count == 0;
    }

    /** Whether a record with this timestamp may go into the batch at hand: it may not be the first there that has one. */
    boolean accepts(long timestamp) {
        return timestamped || timestamp == Output.NO_TIMESTAMP || count == 0;
    }

    /** Whether the batch is to be {@link #take taken} before the next record. */
    boolean isFull() {
        return out.size() >= FULL_BYTES || count >= FULL_RECORDS;
    }

    /**
     * Appends a record, which must be {@link #accepts accepted}.
     *
     * @throws IllegalStateException if it cannot be serialised: says which, and why
     */
    void add(Object record, long timestamp) {
        if (count == 0) {
            begin(timestamp != Output.NO_TIMESTAMP);
        }
        append(record, timestamp);
    }

    private void begin(boolean withTimestamps) {
        boolean large = expected > BUFFER_BYTES / 2;
        byte[] again = spare == null && large ? sent.poll() : spare;
        spare = null;
        out.beginBatch(again != null ? again : new byte[large ? BUFFER_BYTES : expected], HEAD_BYTES);
        timestamped = withTimestamps;
    }

    private void append(Object record, long timestamp) {
        try {
            if (timestamped) {
                out.writeLong(timestamp);
            }
            serializer.serialize(record, out);
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "a record cannot be sent to another TaskManager: "
                            + serializer.getClass().getSimpleName() + " cannot write " + record + ": " + e,
                    e);
        }
        count++;
    }

    /** What was added since the last call; something was. */
    WrittenBatch take() {
        out.putHead(timestamped ? TIMESTAMPS : 0, count);
        int length = out.size();
        byte[] bytes = out.array();
        // Batches of a channel are mostly of one size; a rare large one must not make all that follow large.
        expected = Math.max(SMALLEST_BYTES, length + (length >> 3));
        count = 0;
        timestamped = false;
        out.beginBatch(NOTHING, 0);
        BatchCompressor compressing = compressor;
        WrittenBatch smaller = compressing == null ? null : compressing.smaller(bytes, length);
        boolean ordinary = bytes.length == BUFFER_BYTES;
        if (smaller != null) {
            spare = ordinary ? bytes : null;
            return smaller;
        }
        return ordinary ? new WrittenBatch(bytes, length, () -> sent.offer(bytes)) : new WrittenBatch(bytes, length);
    }

    /**
     * All of a batch that has records, with nothing before it.
     *
     * @throws IllegalStateException if a record cannot be serialised: says which, and why
     */
    WrittenBatch write(Batch batch) {
        long[] timestamps = batch.timestamps();
        begin(timestamps != null);
        for (int i = 0; i < batch.size(); i++) {
            append(batch.record(i), timestamps == null ? Output.NO_TIMESTAMP : timestamps[i]);
        }
        return take();
    }
}
