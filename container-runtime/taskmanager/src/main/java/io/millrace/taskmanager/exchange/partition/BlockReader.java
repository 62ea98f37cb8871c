package io.millrace.taskmanager.exchange.partition;

import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.taskmanager.exchange.Batch;
import io.millrace.taskmanager.exchange.Element;
import io.millrace.types.serial.ClassDictionary;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
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
        Payload payload = new Payload(bytes, start + 1, start + payloadLength);
        ClassDictionary.Input in = new ClassDictionary.Input(payload);
        int kind = bytes[start];
        try {
            return switch (kind & BlockWriter.KIND_MASK) {
                case BlockWriter.RECORDS -> records((kind & BlockWriter.TIMESTAMPS) != 0, in, payload);
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

    private Batch records(boolean timestamped, DataInputStream in, Payload payload) throws IOException {
        int count = in.readInt();
        Batch batch = new Batch(count);
        for (int i = 0; i < count; i++) {
            long timestamp = timestamped ? in.readLong() : Output.NO_TIMESTAMP;
            batch.add(serializer.deserialize(in), timestamp);
        }
        if (payload.at != payload.end) {
            throw new IOException((payload.end - payload.at) + " bytes are left after " + count + " records");
        }
        return batch;
    }

    /** As {@link java.io.ByteArrayInputStream}, without its locks. */
    private static final class Payload extends InputStream {
        private final byte[] bytes;
        private final int end;
        private int at;

        Payload(byte[] bytes, int at, int end) {
            this.bytes = bytes;
            this.at = at;
            this.end = end;
        }

        @Override
        public int read() {
            return at == end ? -1 : bytes[at++] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (at == end) {
                return -1;
            }
            int fitting = Math.min(length, end - at);
            System.arraycopy(bytes, at, into, offset, fitting);
            at += fitting;
            return fitting;
        }

        @Override
        public long skip(long count) {
            int skipped = (int) Math.min(Math.max(0, count), end - at);
            at += skipped;
            return skipped;
        }

        @Override
        public int available() {
            return end - at;
        }
    }
}
