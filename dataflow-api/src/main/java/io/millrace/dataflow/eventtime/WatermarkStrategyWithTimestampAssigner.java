package io.millrace.dataflow.eventtime;

/** A strategy with another timestamp assigner. */
record WatermarkStrategyWithTimestampAssigner<T>(
        WatermarkStrategy<T> baseStrategy, TimestampAssignerSupplier<T> timestampAssigner)
        implements WatermarkStrategy<T> {
    @Override
    public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
        return timestampAssigner.createTimestampAssigner(context);
    }

    @Override
    public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        return baseStrategy.createWatermarkGenerator(context);
    }
}
