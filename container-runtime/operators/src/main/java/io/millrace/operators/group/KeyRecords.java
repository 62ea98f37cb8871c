package io.millrace.operators.group;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The records of one key with their timestamps, in the order of arrival until {@link #sort}. Not thread-safe. */
final class KeyRecords<T> {
    private @Nullable Object[] records = new Object[2];
    private long[] timestamps = new long[2];
    private int size;
    private boolean sorted = true;

    void add(T record, long timestamp) {
        if (size == records.length) {
            int larger = size + (size >> 1) + 1;
            records = Arrays.copyOf(records, larger);
            timestamps = Arrays.copyOf(timestamps, larger);
        }
        sorted &= size == 0 || timestamps[size - 1] <= timestamp;
        records[size] = record;
        timestamps[size++] = timestamp;
    }

    int size() {
        return size;
    }

    /** The record at a position, which is not needed there any more. */
    @SuppressWarnings("unchecked")
    T take(int position) {
        T record = (T) records[position];
        records[position] = null;
        return record;
    }

    long timestamp(int position) {
        return timestamps[position];
    }

    /** Orders the records by timestamp; those of equal timestamps stay in the order of arrival. */
    void sort() {
        if (sorted) {
            return;
        }
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (left, right) -> Long.compare(timestamps[left], timestamps[right]));
        @Nullable Object[] sortedRecords = new Object[size];
        long[] sortedTimestamps = new long[size];
        for (int i = 0; i < size; i++) {
            sortedRecords[i] = records[order[i]];
            sortedTimestamps[i] = timestamps[order[i]];
        }
        records = sortedRecords;
        timestamps = sortedTimestamps;
        sorted = true;
    }
}
