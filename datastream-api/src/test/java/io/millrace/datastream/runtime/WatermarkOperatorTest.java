package io.millrace.datastream.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.datastream.functions.AssignerWithPunctuatedWatermarks;
import io.millrace.datastream.watermark.Watermark;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatermarkOperatorTest {
    private static WatermarkStrategy<Long> bounded(long ms) {
        return WatermarkStrategy.<Long>forBoundedOutOfOrderness(Duration.ofMillis(ms))
                .withTimestampAssigner((value, timestamp) -> value);
    }

    @Test
    void emitsAtEachIntervalWhatTheBoundAllows() throws Exception {
        try (OperatorHarness<Long> harness = new OperatorHarness<>(new WatermarkFactory<>(bounded(10), false))) {
            harness.process(100L, Output.NO_TIMESTAMP).process(50L, Output.NO_TIMESTAMP);
            assertThat(harness.watermarks()).isEmpty();
            harness.advanceTo(199);
            assertThat(harness.watermarks()).isEmpty();
            harness.advanceTo(200);
            assertThat(harness.watermarks()).containsExactly(89L);
            harness.process(130L, 3).advanceTo(400);
            assertThat(harness.watermarks()).containsExactly(89L, 119L);
            assertThat(harness.takeOutput())
                    .containsExactly(
                            new OperatorHarness.Out<>(100L, 100),
                            new OperatorHarness.Out<>(50L, 50),
                            new OperatorHarness.Out<>(130L, 130));
        }
    }

    @Test
    void passesOnlyTheLastOfTheInputsWatermarks() throws Exception {
        try (OperatorHarness<Long> harness = new OperatorHarness<>(new WatermarkFactory<>(bounded(10), false))) {
            harness.watermark(5).watermark(Long.MAX_VALUE);

            assertThat(harness.watermarks()).containsExactly(Long.MAX_VALUE);
        }
    }

    @Test
    void zeroIntervalMeansNoPeriodicWatermarks() throws Exception {
        ExecutionConfig config = new ExecutionConfig();
        config.setAutoWatermarkInterval(0);
        try (OperatorHarness<Long> harness =
                new OperatorHarness<>(new WatermarkFactory<>(bounded(10), false), config)) {
            harness.process(100L, 0).advanceTo(10_000);

            assertThat(harness.watermarks()).isEmpty();
        }
    }

    @Test
    void batchModeGivesTimestampsAndOnlyTheLastWatermark() throws Exception {
        try (OperatorHarness<Long> harness = new OperatorHarness<>(new WatermarkFactory<>(bounded(10), true))) {
            harness.process(100L, Output.NO_TIMESTAMP).advanceTo(10_000);
            assertThat(harness.watermarks()).isEmpty();
            harness.watermark(Long.MAX_VALUE);

            assertThat(harness.watermarks()).containsExactly(Long.MAX_VALUE);
            assertThat(harness.takeOutput()).containsExactly(new OperatorHarness.Out<>(100L, 100));
        }
    }

    @Test
    void saysIdleAfterTheTimeout() throws Exception {
        WatermarkStrategy<Long> strategy = bounded(0).withIdleness(Duration.ofMillis(500));
        try (OperatorHarness<Long> harness = new OperatorHarness<>(new WatermarkFactory<>(strategy, false))) {
            harness.process(1L, 0).advanceTo(400);
            assertThat(harness.idles()).isZero();
            harness.advanceTo(2_000);
            assertThat(harness.idles()).isPositive();
        }
    }

    @Test
    void punctuatedWatermarksFollowTheirRecord() throws Exception {
        WatermarkStrategy<Long> strategy = LegacyWatermarkStrategy.punctuated(new EvenNumbersAreWatermarks());
        try (OperatorHarness<Long> harness = new OperatorHarness<>(new WatermarkFactory<>(strategy, false))) {
            harness.process(3L, 0).process(4L, 0).process(6L, 0);

            assertThat(harness.watermarks()).containsExactly(4L, 6L);
        }
    }

    @SuppressWarnings("deprecation")
    private static final class EvenNumbersAreWatermarks implements AssignerWithPunctuatedWatermarks<Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public Watermark checkAndGetNextWatermark(Long lastElement, long extractedTimestamp) {
            return lastElement % 2 == 0 ? new Watermark(extractedTimestamp) : null;
        }

        @Override
        public long extractTimestamp(Long element, long recordTimestamp) {
            return element;
        }
    }
}
