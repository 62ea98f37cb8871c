package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.eventtime.TimestampAssignerSupplier;
import io.millrace.dataflow.eventtime.WatermarkGeneratorSupplier;
import io.millrace.dataflow.metrics.MetricGroup;
import io.millrace.dataflow.util.clock.RelativeClock;

/** What watermark strategies may ask a task for. */
public final class StrategyContext implements WatermarkGeneratorSupplier.Context, TimestampAssignerSupplier.Context {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final OperatorContext context;

    public StrategyContext(OperatorContext context) {
        this.context = context;
    }

    @Override
    public MetricGroup getMetricGroup() {
        return context.metrics();
    }

    /** The task's own clock, so that a simulation's time counts too. */
    @Override
    public RelativeClock getInputActivityClock() {
        return new RelativeClock() {
            @Override
            public long relativeTimeMillis() {
                return context.processingTime();
            }

            @Override
            public long relativeTimeNanos() {
                return context.processingTime() * NANOS_PER_MILLI;
            }
        };
    }
}
