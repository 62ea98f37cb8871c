package io.millrace.dataflow.eventtime;

import java.time.Duration;

/** Watermarks that stay a fixed time behind the highest timestamp seen: highest - bound - 1 ms. */
public class BoundedOutOfOrdernessWatermarks<T> implements WatermarkGenerator<T> {
    private final long outOfOrdernessMs;
    private long maxTimestamp;

    /** @throws IllegalArgumentException if the bound is negative */
    public BoundedOutOfOrdernessWatermarks(Duration maxOutOfOrderness) {
        if (maxOutOfOrderness.isNegative()) {
            throw new IllegalArgumentException(
                    "Bound on out-of-orderness: expected=not negative, actual=" + maxOutOfOrderness);
        }
        this.outOfOrdernessMs = maxOutOfOrderness.toMillis();
        // So that the first watermark, before any record, is Long.MIN_VALUE and does not wrap round.
        this.maxTimestamp = Long.MIN_VALUE + outOfOrdernessMs + 1;
    }

    @Override
    public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {
        maxTimestamp = Math.max(maxTimestamp, eventTimestamp);
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.emitWatermark(new Watermark(maxTimestamp - outOfOrdernessMs - 1));
    }
}
