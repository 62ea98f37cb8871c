package io.millrace.taskmanager.exchange.partition;

import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.taskmanager.exchange.Batch;
import io.millrace.taskmanager.exchange.Element;
import io.millrace.types.serial.ClassDictionary;
import java.io.IOException;
import java.util.zip.CRC32C;

/**
 * Writes elements as blocks, the form in which partitions lie in files. Numbers have their highest byte first.
 *
 * <pre>
 * block    = length: int, of the payload; checksum: int, its CRC32C; payload
 * payload  = kind: byte; then
 *            RECORDS: count: int; count times: timestamp: long, if the kind has TIMESTAMPS; the record
 *            WATERMARK: time: long
 *            IDLE, ACTIVE, END: nothing
 * </pre>
 *
 * A batch becomes several blocks if it is large: all but the last have CONTINUED. A record is never cut, so a block is as
 * large as its largest record asks for. Each block has a dictionary of classes of its own and can be read alone. One thread.
 */
final class BlockWriter {
    static final int HEADER_BYTES = 8;
    static final byte RECORDS = 1;
    static final byte WATERMARK = 2;
    static final byte IDLE = 3;
    static final byte ACTIVE = 4;
    static final byte END = 5;
    static final byte KIND_MASK = 0x0f;
    static final byte TIMESTAMPS = 0x10;
    static final byte CONTINUED = 0x20;

    /** No further record is begun in a block that has this many bytes. */
    static final int BLOCK_BYTES = 64 * 1024;

    /** So much is gathered before it is handed on. */
    private static final int GATHERED_BYTES = 256 * 1024;

    private static final int KEPT_BYTES = 4 * GATHERED_BYTES;

    private static final int COUNT_AT = HEADER_BYTES + 1;

    /** Takes the bytes in their order. */
    @FunctionalInterface
    interface Sink {
        void append(byte[] bytes, int offset, int length) throws IOException;
    }

    /** A record could not be serialised: the fault of its type, not of the disk. */
    static final class UnwritableRecordException extends IOException {
        private static final long serialVersionUID = 1L;

        UnwritableRecordException(Throwable cause) {
            super(cause);
        }
    }

    private final TypeSerializer<Object> serializer;
    private final Sink sink;
    private final ClassDictionary.Numbers classes = new ClassDictionary.Numbers();
    private final ClassDictionary.Output gathered = new ClassDictionary.Output(2 * BLOCK_BYTES, classes::of);
    private final CRC32C checksum = new CRC32C();
    private long writtenBytes;
    private int blockMax;

    BlockWriter(TypeSerializer<Object> serializer, Sink sink) {
        this.serializer = serializer;
        this.sink = sink;
    }

    void write(Element element) throws IOException {
        if (element instanceof Batch batch) {
            for (int from = 0; from < batch.size(); ) {
                from = writeRecords(batch, from);
            }
        } else {
            int start = begin(kindOf(element));
            if (element instanceof Element.Watermark watermark) {
                gathered.writeLong(watermark.time());
            }
            end(start);
        }
    }

    private static byte kindOf(Element element) {
        if (element instanceof Element.Signal signal) {
            return switch (signal) {
                case IDLE -> IDLE;
                case ACTIVE -> ACTIVE;
                case END -> END;
            };
        }
        return WATERMARK;
    }

    /** Returns the place of the first record that is not in the block. */
    private int writeRecords(Batch batch, int from) throws IOException {
        long[] timestamps = batch.timestamps();
        int start = begin(RECORDS);
        gathered.writeInt(0);
        classes.clear();
        int at = from;
        while (at < batch.size() && gathered.size() - start < BLOCK_BYTES) {
            if (timestamps != null) {
                gathered.writeLong(timestamps[at]);
            }
            try {
                serializer.serialize(batch.record(at), gathered);
            } catch (Exception | StackOverflowError | OutOfMemoryError e) {
                throw new UnwritableRecordException(e);
            }
            at++;
        }
        int kind = RECORDS | (timestamps == null ? 0 : TIMESTAMPS) | (at < batch.size() ? CONTINUED : 0);
        gathered.putByte(start + HEADER_BYTES, kind);
        gathered.putInt(start + COUNT_AT, at - from);
        end(start);
        return at;
    }

    private void end(int start) throws IOException {
        int length = gathered.size() - start - HEADER_BYTES;
        checksum.reset();
        checksum.update(gathered.array(), start + HEADER_BYTES, length);
        gathered.putInt(start, length);
        gathered.putInt(start + 4, (int) checksum.getValue());
        blockMax = Math.max(blockMax, HEADER_BYTES + length);
        if (gathered.size() >= GATHERED_BYTES) {
            flush();
        }
    }

    /** Hands on what is gathered. */
    void flush() throws IOException {
        sink.append(gathered.array(), 0, gathered.size());
        writtenBytes += gathered.size();
        gathered.reset(KEPT_BYTES);
    }

    /** How many bytes were handed on. */
    long writtenBytes() {
        return writtenBytes;
    }

    /** The length of the largest block. */
    int blockMax() {
        return blockMax;
    }

    /** Returns the place of the block. */
    private int begin(byte kind) throws IOException {
        int start = gathered.size();
        gathered.reserve(HEADER_BYTES);
        gathered.write(kind);
        return start;
    }
}
