package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.contract.Output;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Records that travel together. Written by one producer until it is sent, then read by one consumer; never by both.
 * Timestamps take no room while no record has one.
 */
public final class Batch implements Element {
    /** What a record of unknown size is taken for: an object with a few fields. */
    static final int RECORD_BYTES = 64;

    private final Object[] records;
    private long @Nullable [] timestamps;
    private int size;
    private int recordBytes = RECORD_BYTES;

    public Batch(int capacity) {
        this.records = new Object[capacity];
    }

    /**
     * Appends a record; there must be room.
     *
     * @return true if the batch is full now
     */
    public boolean add(Object record, long timestamp) {
        int at = size;
        records[at] = record;
        if (timestamp != Output.NO_TIMESTAMP || timestamps != null) {
            stamp(at, timestamp);
        }
        size = at + 1;
        return size == records.length;
    }

    private void stamp(int at, long timestamp) {
        long[] stamps = timestamps;
        if (stamps == null) {
            stamps = new long[records.length];
            Arrays.fill(stamps, Output.NO_TIMESTAMP);
            timestamps = stamps;
        }
        stamps[at] = timestamp;
    }

    public int size() {
        return size;
    }

    public Object record(int at) {
        return records[at];
    }

    public long timestamp(int at) {
        long[] stamps = timestamps;
        return stamps == null ? Output.NO_TIMESTAMP : stamps[at];
    }

    /** Says what one record takes in memory, by the producer's estimate. */
    void estimate(int bytesPerRecord) {
        recordBytes = bytesPerRecord;
    }

    /** About what the batch takes in memory. */
    @Override
    public long memoryBytes() {
        return (long) size * recordBytes;
    }

    /** The backing array; places from {@link #size} on are empty. For the loop over a batch only. */
    public Object[] records() {
        return records;
    }

    /** The backing array, or null if no record has a timestamp. For the loop over a batch only. */
    public long @Nullable [] timestamps() {
        return timestamps;
    }
}
