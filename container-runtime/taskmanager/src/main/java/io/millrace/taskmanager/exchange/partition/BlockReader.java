package io.millrace.taskmanager.exchange.partition;

import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.taskmanager.exchange.Batch;
import io.millrace.taskmanager.exchange.BatchInput;
import io.millrace.taskmanager.exchange.Element;
import java.io.DataInput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.zip.CRC32C;

/** Reads what {@link BlockWriter} wrote. One thread. */
final class BlockReader {
    private final TypeSerializer<Object> serializer;
    private final CRC32C checksum = new CRC32C();

    BlockReader(TypeSerializer<Object> serializer) {
        this.serializer = serializer;
    }

    /** The length of the payload, by the header at {@code at}. */
    static int payloadLength(byte[] bytes, int at) {
        return intAt(bytes, at);
    }

    private static int intAt(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
    }

    /** @throws StreamCorruptedException if the block at {@code at} is not what was written */
    void check(byte[] bytes, int at, int payloadLength) throws StreamCorruptedException {
        checksum.reset();
        checksum.update(bytes, at + BlockWriter.HEADER_BYTES, payloadLength);
        if ((int) checksum.getValue() != intAt(bytes, at + 4)) {
            throw new StreamCorruptedException("the checksum of a block does not match its bytes");
        }
    }

    /** Whether more of the same batch follows in the next block. */
    static boolean isContinued(byte[] bytes, int at) {
        return (bytes[at + BlockWriter.HEADER_BYTES] & BlockWriter.CONTINUED) != 0;
    }

    /**
     * What is in a block that was {@link #check checked}.
     *
     * @throws IllegalStateException if the serialiser does not read what it wrote
     */
    Element read(byte[] bytes, int at, int payloadLength) {
        int start = at + BlockWriter.HEADER_BYTES;
        BatchInput in = new BatchInput(bytes, start + 1, start + payloadLength);
        int kind = bytes[start];
        try {
            return switch (kind & BlockWriter.KIND_MASK) {
                case BlockWriter.RECORDS -> records((kind & BlockWriter.TIMESTAMPS) != 0, in);
                case BlockWriter.WATERMARK -> new Element.Watermark(in.readLong());
                case BlockWriter.IDLE -> Element.Signal.IDLE;
                case BlockWriter.ACTIVE -> Element.Signal.ACTIVE;
                case BlockWriter.END -> Element.Signal.END;
                default -> throw new IOException("kind " + kind);
            };
        } catch (IOException e) {
            throw new IllegalStateException(
                    "records that were written to disk cannot be read back, though their bytes are as they were"
                            + " written: their"
                            + " serialiser"
                            + " " + serializer.getClass().getName() + " does not read what it writes",
                    e);
        }
    }

    private Batch records(boolean timestamped, BatchInput in) throws IOException {
        int count = in.readInt();
        Batch batch = new Batch(count);
        for (int i = 0; i < count; i++) {
            long timestamp = timestamped ? in.readLong() : Output.NO_TIMESTAMP;
            batch.add(serializer.deserialize((DataInput) in), timestamp);
        }
        if (in.remaining() > 0) {
            throw new IOException(in.remaining() + " bytes are left after " + count + " records");
        }
        return batch;
    }
}
