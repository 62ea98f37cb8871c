package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.IOException;

/** What the engine itself writes batches to and reads them from, one batch at a time. */
public final class EngineBytes {
    private final int capacity;

    public EngineBytes(int capacity) {
        this.capacity = capacity;
    }

    /** Writes all records to a new batch, reads them back, and gives the last. */
    public Object roundTrip(TypeSerializer<Object> serializer, Object[] records) throws IOException {
        BatchOutput output = new BatchOutput(capacity);
        for (Object record : records) {
            serializer.serialize(record, output);
        }
        BatchInput input = new BatchInput(output.bytes(), output.length());
        Object last = records;
        for (int i = 0; i < records.length; i++) {
            last = serializer.deserialize(input);
        }
        return last;
    }
}
