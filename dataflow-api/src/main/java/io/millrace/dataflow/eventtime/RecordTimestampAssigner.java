package io.millrace.dataflow.eventtime;

/** Keeps the timestamp that the source gave. */
public final class RecordTimestampAssigner<E> implements TimestampAssigner<E> {
    @Override
    public long extractTimestamp(E element, long recordTimestamp) {
        return recordTimestamp;
    }
}
