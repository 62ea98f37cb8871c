package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/**
 * Estimates what a record of an edge takes in memory, from the serialised size of a sample: the first record of the
 * batches 1, 2, 4, 8 and so on, then of every 64th. Counts are for limits, so an estimate within a small factor will do.
 *
 * <p>Texts and arrays, by themselves or as fields of tuples, are weighed one by one, so that a large one among small ones is
 * seen; that costs a look at their length, and nothing where records have a fixed size.
 */
final class RecordSize {
    /** Object headers, references and boxes that the serialised form does not have. */
    private static final int OBJECT_BYTES = 40;

    private static final int SAMPLE_INTERVAL = 64;

    private final TypeSerializer<Object> serializer;
    private final Counting counting = new Counting();
    private long batches;
    private int estimate = Batch.RECORD_BYTES;

    RecordSize(TypeSerializer<Object> serializer) {
        this.serializer = serializer;
    }

    /** Whether records may differ in size, so that {@link #weigh} is to be asked. */
    boolean varies() {
        return serializer.getLength() < 0;
    }

    /** What can be seen of a record's size without serialising it: that of its texts and arrays. */
    long weigh(Object record) {
        if (record instanceof Tuple tuple) {
            long sum = 0;
            for (int i = 0; i < tuple.getArity(); i++) {
                sum += lengthOf(tuple.getField(i));
            }
            return sum;
        }
        return lengthOf(record);
    }

    private static long lengthOf(@Nullable Object value) {
        if (value instanceof String text) {
            return text.length();
        } else if (value instanceof byte[] bytes) {
            return bytes.length;
        } else if (value != null && value.getClass().isArray()) {
            return (long) Array.getLength(value) * Long.BYTES;
        }
        return 0;
    }

    /** @param weight what was weighed of its records, together */
    int of(Batch batch, long weight) {
        int sampled = sampled(batch);
        long weighed = weight / batch.size() + OBJECT_BYTES;
        return (int) Math.min(Integer.MAX_VALUE, Math.max(sampled, weighed));
    }

    private int sampled(Batch batch) {
        batches++;
        boolean sample = batches <= SAMPLE_INTERVAL ? Long.bitCount(batches) == 1 : batches % SAMPLE_INTERVAL == 0;
        if (sample) {
            measure(batch.record(0));
        }
        return estimate;
    }

    // A record that cannot be serialised is no error as long as nobody has to serialise it.
    private void measure(Object record) {
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
