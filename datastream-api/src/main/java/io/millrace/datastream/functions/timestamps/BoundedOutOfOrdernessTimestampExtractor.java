package io.millrace.datastream.functions.timestamps;

import io.millrace.datastream.functions.AssignerWithPeriodicWatermarks;
import io.millrace.datastream.watermark.Watermark;
import io.millrace.datastream.windowing.time.Time;
import java.time.Duration;

/** For streams whose records come at most a given time too late. */
@Deprecated
public abstract class BoundedOutOfOrdernessTimestampExtractor<T> implements AssignerWithPeriodicWatermarks<T> {
    private static final long serialVersionUID = 1L;

    private final long maxOutOfOrdernessMs;
    private long largest;

    protected BoundedOutOfOrdernessTimestampExtractor(Time maxOutOfOrderness) {
        this(Duration.ofMillis(maxOutOfOrderness.toMilliseconds()));
    }

    protected BoundedOutOfOrdernessTimestampExtractor(Duration maxOutOfOrderness) {
        if (maxOutOfOrderness.isNegative()) {
            throw new IllegalArgumentException(
                    "Maximum out-of-orderness: expected=0 or more, actual=" + maxOutOfOrderness);
        }
        this.maxOutOfOrdernessMs = maxOutOfOrderness.toMillis();
        this.largest = Long.MIN_VALUE + maxOutOfOrdernessMs;
    }

    public long getMaxOutOfOrdernessInMillis() {
        return maxOutOfOrdernessMs;
    }

    /** Event time of {@code element} in milliseconds. */
    public abstract long extractTimestamp(T element);

    @Override
    public final long extractTimestamp(T element, long recordTimestamp) {
        long timestamp = extractTimestamp(element);
        largest = Math.max(largest, timestamp);
        return timestamp;
    }

    @Override
    public final Watermark getCurrentWatermark() {
        return new Watermark(largest - maxOutOfOrdernessMs);
    }
}
