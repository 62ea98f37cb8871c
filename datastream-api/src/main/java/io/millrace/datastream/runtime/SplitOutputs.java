package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.eventtime.NoWatermarksGenerator;
import io.millrace.dataflow.eventtime.TimestampAssigner;
import io.millrace.dataflow.eventtime.Watermark;
import io.millrace.dataflow.eventtime.WatermarkGenerator;
import io.millrace.dataflow.eventtime.WatermarkOutput;
import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.datastream.source.ReaderOutput;
import io.millrace.datastream.source.SourceOutput;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A reader's output with timestamps and watermarks by a strategy: one generator for the reader itself, one for each split it
 * tells apart. The watermark of the whole is the smallest of those that are not idle.
 *
 * <p>In a snapshot a split's watermark goes with the split. It is waited for from the beginning by whoever goes on with the split,
 * and falls idle only when its generator, which begins anew, finds so again: what came for it meanwhile must not be late.
 */
public final class SplitOutputs<T> implements ReaderOutput<T> {
    private static final byte[] NO_TIME = {};

    private final WatermarkStrategy<T> strategy;
    private final StrategyContext offer;
    private final Output<T> output;
    private final WatermarkPace pace;
    private final boolean finalOnly;
    private final Map<String, Part> splits = new LinkedHashMap<>();
    private final Part whole;
    private boolean wholeUsed;

    /**
     * @param pace says after which records {@link #emitPeriodicWatermark} is due
     * @param finalOnly no watermarks at all: the last one is the operator's
     */
    SplitOutputs(
            WatermarkStrategy<T> strategy,
            StrategyContext offer,
            Output<T> output,
            WatermarkPace pace,
            boolean finalOnly) {
        this.strategy = strategy;
        this.offer = offer;
        this.output = output;
        this.pace = pace;
        this.finalOnly = finalOnly;
        this.whole = new Part();
    }

    /** Lets all generators emit, and then says what they agree on. */
    public void emitPeriodicWatermark() {
        whole.generator.onPeriodicEmit(whole.watermarks);
        splits.values().forEach(split -> split.generator.onPeriodicEmit(split.watermarks));
        combine();
    }

    private void combine() {
        if (finalOnly) {
            return;
        }
        long smallest = Long.MAX_VALUE;
        boolean active = false;
        boolean any = false;
        for (Part part : splits.values()) {
            any = true;
            if (!part.watermarks.idle) {
                active = true;
                smallest = Math.min(smallest, part.watermarks.watermark);
            }
        }
        if (wholeUsed || !any) {
            any = true;
            if (!whole.watermarks.idle) {
                active = true;
                smallest = Math.min(smallest, whole.watermarks.watermark);
            }
        }
        if (!active) {
            output.emitIdle();
        } else if (smallest != Long.MIN_VALUE) {
            output.emitWatermark(smallest);
        }
    }

    /** The event time of one split for a snapshot; empty if the split has not been told apart. */
    byte[] timeOf(String splitId) {
        Part part = splits.get(splitId);
        return part == null
                ? NO_TIME
                : ByteBuffer.allocate(Long.BYTES)
                        .putLong(part.watermarks.watermark)
                        .array();
    }

    /** A split that is gone on with has this event time, as {@link #timeOf} gave it. */
    void restore(String splitId, byte[] time) {
        if (time.length == Long.BYTES) {
            Part part = new Part();
            part.watermarks.watermark = ByteBuffer.wrap(time).getLong();
            splits.put(splitId, part);
        }
    }

    @Override
    public void collect(T record) {
        collect(record, Output.NO_TIMESTAMP);
    }

    @Override
    public void collect(T record, long timestamp) {
        wholeUsed = true;
        whole.collect(record, timestamp);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        wholeUsed = true;
        whole.emitWatermark(watermark);
    }

    @Override
    public void markIdle() {
        whole.markIdle();
    }

    @Override
    public void markActive() {
        whole.markActive();
    }

    @Override
    public SourceOutput<T> createOutputForSplit(String splitId) {
        return splits.computeIfAbsent(splitId, id -> new Part());
    }

    @Override
    public void releaseOutputForSplit(String splitId) {
        if (splits.remove(splitId) != null && !splits.isEmpty()) {
            combine();
        }
    }

    /** The watermark of one part, as its generator has it. */
    private static final class PartWatermarks implements WatermarkOutput {
        private long watermark = Long.MIN_VALUE;
        private boolean idle;

        @Override
        public void emitWatermark(Watermark next) {
            idle = false;
            watermark = Math.max(watermark, next.getTimestamp());
        }

        @Override
        public void markIdle() {
            idle = true;
        }

        @Override
        public void markActive() {
            idle = false;
        }
    }

    private final class Part implements SourceOutput<T> {
        private final TimestampAssigner<T> assigner = strategy.createTimestampAssigner(offer);
        private final WatermarkGenerator<T> generator =
                finalOnly ? new NoWatermarksGenerator<>() : strategy.createWatermarkGenerator(offer);
        private final PartWatermarks watermarks = new PartWatermarks();

        @Override
        public void collect(T record) {
            collect(record, Output.NO_TIMESTAMP);
        }

        @Override
        public void collect(T record, long timestamp) {
            long extracted = assigner.extractTimestamp(record, timestamp);
            output.collect(record, extracted);
            long before = watermarks.watermark;
            generator.onEvent(record, extracted, watermarks);
            if (pace.isDueAfter(extracted)) {
                emitPeriodicWatermark();
            } else if (watermarks.watermark != before) {
                combine();
            }
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            watermarks.emitWatermark(watermark);
            combine();
        }

        @Override
        public void markIdle() {
            watermarks.markIdle();
            combine();
        }

        @Override
        public void markActive() {
            watermarks.markActive();
            combine();
        }
    }
}
