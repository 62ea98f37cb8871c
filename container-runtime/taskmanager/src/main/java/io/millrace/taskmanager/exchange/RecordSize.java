package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Estimates what a record of an edge takes in memory, from the serialised size of a sample: the first record of the
 * batches 1, 2, 4, 8 and so on, then of every 64th. Counts are for limits, so an estimate within a small factor will do.
 */
final class RecordSize {
    /** Object headers, references and boxes that the serialised form does not have. */
    private static final int OBJECT_BYTES = 40;

    private static final int SAMPLE_INTERVAL = 64;

    private final Counting counting = new Counting();
    private long batches;
    private int estimate = Batch.RECORD_BYTES;

    int of(Batch batch, TypeSerializer<Object> serializer) {
        batches++;
        boolean sample = batches <= SAMPLE_INTERVAL ? Long.bitCount(batches) == 1 : batches % SAMPLE_INTERVAL == 0;
        if (sample) {
            measure(batch.record(0), serializer);
        }
        return estimate;
    }

    // A record that cannot be serialised is no error as long as nobody has to serialise it.
    private void measure(Object record, TypeSerializer<Object> serializer) {
        counting.bytes = 0;
        try {
            serializer.serialize(record, new DataOutputStream(counting));
            long measured = counting.bytes + OBJECT_BYTES;
            estimate = (int) Math.min(Integer.MAX_VALUE, Math.max(measured, (estimate + measured) / 2));
        } catch (IOException | RuntimeException e) {
            estimate = Math.max(estimate, Batch.RECORD_BYTES);
        }
    }

    private static final class Counting extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int offset, int length) {
            bytes += length;
        }
    }
}
