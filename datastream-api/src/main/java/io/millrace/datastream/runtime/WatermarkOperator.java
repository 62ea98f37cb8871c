package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.eventtime.NoWatermarksGenerator;
import io.millrace.dataflow.eventtime.TimestampAssigner;
import io.millrace.dataflow.eventtime.WatermarkGenerator;
import io.millrace.dataflow.eventtime.WatermarkOutput;
import io.millrace.dataflow.eventtime.WatermarkStrategy;

/**
 * Gives each record its event time and makes the watermarks that follow from them.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Per record: extract the timestamp, emit the record, tell the generator.
 *   <li>Every {@code pipeline.auto-watermark-interval}, as {@link WatermarkPace} says: let the generator emit.
 *   <li>Of the input's own watermarks only the last one counts: it says that there is no more, and is passed on.
 * </ol>
 */
public final class WatermarkOperator<T> implements OneInputOperator<T, T> {
    // What it was told.
    private final WatermarkStrategy<T> strategy;
    private final boolean finalOnly;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private Output<T> output;

    @SuppressWarnings("NullAway.Init")
    private TimestampAssigner<T> assigner;

    @SuppressWarnings("NullAway.Init")
    private WatermarkGenerator<T> generator;

    @SuppressWarnings("NullAway.Init")
    private WatermarkOutput watermarks;

    @SuppressWarnings("NullAway.Init")
    private WatermarkPace pace;

    public WatermarkOperator(WatermarkStrategy<T> strategy, boolean finalOnly) {
        this.strategy = strategy;
        this.finalOnly = finalOnly;
    }

    @Override
    public void open(OperatorContext context, Output<T> output) {
        this.output = output;
        StrategyContext offer = new StrategyContext(context);
        assigner = strategy.createTimestampAssigner(offer);
        generator = finalOnly ? new NoWatermarksGenerator<>() : strategy.createWatermarkGenerator(offer);
        watermarks = new OutputWatermarks(output);
        pace = new WatermarkPace(
                context::processingTime,
                context::wakeAt,
                finalOnly ? 0 : context.executionConfig().getAutoWatermarkInterval());
    }

    @Override
    public boolean forwardsWatermarks() {
        return false;
    }

    @Override
    public void process(T record, long timestamp) {
        long extracted = assigner.extractTimestamp(record, timestamp);
        output.collect(record, extracted);
        generator.onEvent(record, extracted, watermarks);
        if (pace.isDueAfter(extracted)) {
            generator.onPeriodicEmit(watermarks);
        }
    }

    @Override
    public Emission<T> onTime(long now) {
        if (pace.isDueAt(now)) {
            generator.onPeriodicEmit(watermarks);
        }
        return Emission.none();
    }

    @Override
    public Emission<T> onWatermark(long watermark) {
        if (watermark == Long.MAX_VALUE) {
            output.emitWatermark(watermark);
        }
        return Emission.none();
    }
}
