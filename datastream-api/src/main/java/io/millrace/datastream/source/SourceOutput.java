package io.millrace.datastream.source;

import io.millrace.dataflow.eventtime.WatermarkOutput;

/** Where a reader's records and watermarks go. */
public interface SourceOutput<T> extends WatermarkOutput {
    /** Emits a record without a timestamp of its own; the watermark strategy may give it one. */
    void collect(T record);

    /** @param timestamp event time in milliseconds as the source knows it; the watermark strategy may change it */
    void collect(T record, long timestamp);
}
