package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.types.TypeSerializer;
import io.millrace.types.serial.ClassDictionary;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Reads what {@link BatchWriter} wrote; by the thread that polls. */
final class BatchReader {
    private final TypeSerializer<Object> serializer;

    BatchReader(TypeSerializer<Object> serializer) {
        this.serializer = serializer;
    }

    /** @throws IllegalStateException if the bytes are no batch of this edge's records */
    Batch read(WrittenBatch written) {
        try {
            return read(new ClassDictionary.Input(new Plain(written.bytes(), written.length())), written.length());
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "records from another TaskManager cannot be read: "
                            + serializer.getClass().getSimpleName() + " finds, in a batch of " + written.length()
                            + " bytes, " + e,
                    e);
        }
    }

    private Batch read(ClassDictionary.Input in, int length) throws IOException {
        boolean timestamped = (in.readByte() & BatchWriter.TIMESTAMPS) != 0;
        int count = in.readInt();
        if (count < 0 || (timestamped && count > length / Long.BYTES)) {
            throw new IOException("a count of " + count + " records");
        }
        long[] timestamps = new long[timestamped ? count : 0];
        for (int i = 0; i < timestamps.length; i++) {
            timestamps[i] = in.readLong();
        }
        Batch batch = new Batch(count);
        for (int i = 0; i < count; i++) {
            batch.add(serializer.deserialize(in), timestamped ? timestamps[i] : Output.NO_TIMESTAMP);
        }
        if (in.available() > 0) {
            throw new IOException(in.available() + " bytes left behind " + count + " records");
        }
        return batch;
    }

    /** As its superclass, without its locks. */
    private static final class Plain extends ByteArrayInputStream {
        Plain(byte[] bytes, int length) {
            super(bytes, 0, length);
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // one thread
        public int read() {
            return pos < count ? buf[pos++] & 0xff : -1;
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // one thread
        public int read(byte[] into, int offset, int length) {
            int part = Math.min(length, count - pos);
            if (part <= 0) {
                return length == 0 ? 0 : -1;
            }
            System.arraycopy(buf, pos, into, offset, part);
            pos += part;
            return part;
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // one thread
        public int available() {
            return count - pos;
        }
    }
}
