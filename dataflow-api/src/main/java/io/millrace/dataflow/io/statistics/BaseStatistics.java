package io.millrace.dataflow.io.statistics;

/** What is known of an input's size. */
public interface BaseStatistics {
    long SIZE_UNKNOWN = -1;
    long NUM_RECORDS_UNKNOWN = -1;
    float AVG_RECORD_BYTES_UNKNOWN = -1.0f;

    /** In bytes, or {@link #SIZE_UNKNOWN}. */
    long getTotalInputSize();

    /** An estimate, or {@link #NUM_RECORDS_UNKNOWN}. */
    long getNumberOfRecords();

    /** In bytes, or {@link #AVG_RECORD_BYTES_UNKNOWN}. */
    float getAverageRecordWidth();
}
