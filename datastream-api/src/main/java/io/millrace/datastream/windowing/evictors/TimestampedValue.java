package io.millrace.datastream.windowing.evictors;

/** An element and its event time. */
public class TimestampedValue<T> {
    private final T value;
    private final long timestamp;

    /** @param timestamp in milliseconds; {@link Long#MIN_VALUE} for none */
    public TimestampedValue(T value, long timestamp) {
        this.value = value;
        this.timestamp = timestamp;
    }

    public T getValue() {
        return value;
    }

    public long getTimestamp() {
        return timestamp;
    }

    public boolean hasTimestamp() {
        return timestamp != Long.MIN_VALUE;
    }
}
