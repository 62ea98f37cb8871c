package io.millrace.dataflow.eventtime;

import java.time.Duration;

/** A strategy whose inputs are found idle after some time. */
record WatermarkStrategyWithIdleness<T>(WatermarkStrategy<T> baseStrategy, Duration idleTimeout)
        implements WatermarkStrategy<T> {
    @Override
    public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
        return baseStrategy.createTimestampAssigner(context);
    }

    @Override
    public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        return new WatermarksWithIdleness<>(
                baseStrategy.createWatermarkGenerator(context), idleTimeout, context.getInputActivityClock());
    }
}
