package io.millrace.datastream.runtime;

import io.millrace.dataflow.eventtime.TimestampAssigner;
import io.millrace.dataflow.eventtime.TimestampAssignerSupplier;
import io.millrace.dataflow.eventtime.Watermark;
import io.millrace.dataflow.eventtime.WatermarkGenerator;
import io.millrace.dataflow.eventtime.WatermarkGeneratorSupplier;
import io.millrace.dataflow.eventtime.WatermarkOutput;
import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.datastream.functions.AssignerWithPeriodicWatermarks;
import io.millrace.datastream.functions.AssignerWithPunctuatedWatermarks;
import org.jspecify.annotations.Nullable;

/** The older timestamp assigners as watermark strategies. */
@SuppressWarnings("deprecation")
public final class LegacyWatermarkStrategy {
    private LegacyWatermarkStrategy() {}

    public static <T> WatermarkStrategy<T> periodic(AssignerWithPeriodicWatermarks<T> assigner) {
        return new Periodic<>(assigner);
    }

    public static <T> WatermarkStrategy<T> punctuated(AssignerWithPunctuatedWatermarks<T> assigner) {
        return new Punctuated<>(assigner);
    }

    private static void emit(io.millrace.datastream.watermark.@Nullable Watermark next, WatermarkOutput output) {
        if (next != null && next.getTimestamp() != Long.MIN_VALUE) {
            output.emitWatermark(new Watermark(next.getTimestamp()));
        }
    }

    /** The assigner keeps the highest timestamp itself, so that the generator only asks it. */
    private record Periodic<T>(AssignerWithPeriodicWatermarks<T> assigner) implements WatermarkStrategy<T> {
        private static final long serialVersionUID = 1L;

        @Override
        public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
            return assigner;
        }

        @Override
        public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
            return new WatermarkGenerator<>() {
                @Override
                public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {}

                @Override
                public void onPeriodicEmit(WatermarkOutput output) {
                    emit(assigner.getCurrentWatermark(), output);
                }
            };
        }
    }

    private record Punctuated<T>(AssignerWithPunctuatedWatermarks<T> assigner) implements WatermarkStrategy<T> {
        private static final long serialVersionUID = 1L;

        @Override
        public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
            return assigner;
        }

        @Override
        public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
            return new WatermarkGenerator<>() {
                @Override
                public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {
                    emit(assigner.checkAndGetNextWatermark(event, eventTimestamp), output);
                }

                @Override
                public void onPeriodicEmit(WatermarkOutput output) {}
            };
        }
    }
}
