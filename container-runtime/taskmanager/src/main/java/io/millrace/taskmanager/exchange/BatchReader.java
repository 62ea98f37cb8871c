package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.typeutils.TypeSerializer;
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
            return read(new BatchInput(written.bytes(), written.length()), written.length());
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "records from another TaskManager cannot be read: "
                            + serializer.getClass().getSimpleName() + " finds, in a batch of " + written.length()
                            + " bytes, " + e,
                    e);
        }
    }

    private Batch read(BatchInput in, int length) throws IOException {
        boolean timestamped = (in.readByte() & BatchWriter.TIMESTAMPS) != 0;
        int count = in.readInt();
        if (count < 0 || (timestamped && count > length / Long.BYTES)) {
            throw new IOException("a count of " + count + " records");
        }
        Batch batch = new Batch(count);
        for (int i = 0; i < count; i++) {
            long timestamp = timestamped ? in.readLong() : Output.NO_TIMESTAMP;
            batch.add(serializer.deserialize(in), timestamp);
        }
        if (in.remaining() > 0) {
            throw new IOException(in.remaining() + " bytes left behind " + count + " records");
        }
        return batch;
    }
}
