package io.millrace.datastream.functions.timestamps;

import io.millrace.datastream.functions.AssignerWithPeriodicWatermarks;
import io.millrace.datastream.watermark.Watermark;

/** For streams whose timestamps grow within each parallel instance. */
@Deprecated
public abstract class AscendingTimestampExtractor<T> implements AssignerWithPeriodicWatermarks<T> {
    private static final long serialVersionUID = 1L;

    private long largest = Long.MIN_VALUE;

    /** Event time of {@code element} in milliseconds. */
    public abstract long extractAscendingTimestamp(T element);

    @Override
    public final long extractTimestamp(T element, long recordTimestamp) {
        long timestamp = extractAscendingTimestamp(element);
        largest = Math.max(largest, timestamp);
        return timestamp;
    }

    @Override
    public final Watermark getCurrentWatermark() {
        return new Watermark(largest == Long.MIN_VALUE ? Long.MIN_VALUE : largest - 1);
    }
}
