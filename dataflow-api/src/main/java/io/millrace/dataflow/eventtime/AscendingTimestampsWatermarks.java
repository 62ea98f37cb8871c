package io.millrace.dataflow.eventtime;

import java.time.Duration;

/** Watermarks for timestamps that never go back: highest - 1 ms. */
public class AscendingTimestampsWatermarks<T> extends BoundedOutOfOrdernessWatermarks<T> {
    public AscendingTimestampsWatermarks() {
        super(Duration.ZERO);
    }
}
