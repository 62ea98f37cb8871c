package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.DataInput;
import java.io.IOException;

/** Reads what {@link BatchWriter} wrote; by the thread that polls. */
final class BatchReader {
    private final TypeSerializer<Object> serializer;
    private final ChannelId channel;
    private final BatchDecompressor decompressor = new BatchDecompressor();

    /** @param channel for messages */
    BatchReader(TypeSerializer<Object> serializer, ChannelId channel) {
        this.serializer = serializer;
        this.channel = channel;
    }

    /** @throws IllegalStateException if the bytes are no batch of this edge's records */
    Batch read(WrittenBatch written) {
        try {
            return read(written.bytes(), written.length());
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "records from another TaskManager cannot be read: "
                            + serializer.getClass().getSimpleName() + " finds, in a batch of " + written.length()
                            + " bytes of the channel " + channel + ", " + e,
                    e);
        }
    }

    private Batch read(byte[] bytes, int length) throws IOException {
        BatchInput in = new BatchInput(bytes, length);
        int flags = in.readByte();
        int count = in.readInt();
        if ((flags & BatchWriter.LZ4) != 0) {
            in = decompressor.content(bytes, length);
        }
        boolean timestamped = (flags & BatchWriter.TIMESTAMPS) != 0;
        if (count < 0 || count > BatchWriter.FULL_RECORDS || (timestamped && count > in.remaining() / Long.BYTES)) {
            throw new IOException("a count of " + count + " records");
        }
        Batch batch = new Batch(count);
        for (int i = 0; i < count; i++) {
            long timestamp = timestamped ? in.readLong() : Output.NO_TIMESTAMP;
            batch.add(serializer.deserialize((DataInput) in), timestamp);
        }
        if (in.remaining() > 0) {
            throw new IOException(in.remaining() + " bytes left behind " + count + " records");
        }
        return batch;
    }
}
