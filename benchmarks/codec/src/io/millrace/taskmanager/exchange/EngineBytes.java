package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.IOException;

/** What the engine itself writes batches to and reads them from, one batch at a time, in an array that is used again. */
public final class EngineBytes {
    private final BatchOutput output = new BatchOutput(0);
    private byte[] bytes;

    public EngineBytes(int capacity) {
        this.bytes = new byte[capacity];
    }

    /** Writes all records to a batch, reads them back, and gives the last. */
    public Object roundTrip(TypeSerializer<Object> serializer, Object[] records) throws IOException {
        output.beginBatch(bytes, 0);
        for (Object record : records) {
            serializer.serialize(record, output);
        }
        bytes = output.array();
        BatchInput input = new BatchInput(bytes, output.size());
        Object last = records;
        for (int i = 0; i < records.length; i++) {
            last = serializer.deserialize(input);
        }
        return last;
    }
}
