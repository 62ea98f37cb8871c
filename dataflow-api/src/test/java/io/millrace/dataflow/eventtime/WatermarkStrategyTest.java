package io.millrace.dataflow.eventtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.metrics.MetricGroup;
import io.millrace.dataflow.metrics.groups.UnregisteredMetricsGroup;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.dataflow.util.clock.ManualClock;
import io.millrace.dataflow.util.clock.RelativeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatermarkStrategyTest {
    private final ManualClock clock = new ManualClock();
    private final RecordingOutput output = new RecordingOutput();

    @Test
    void monotonousTimestampsStayOneMillisecondBehind() {
        WatermarkGenerator<Long> generator = generator(WatermarkStrategy.forMonotonousTimestamps());
        generator.onPeriodicEmit(output);
        generator.onEvent(1L, 1000, output);
        generator.onPeriodicEmit(output);
        generator.onEvent(1L, 900, output);
        generator.onPeriodicEmit(output);
        assertThat(output.said).containsExactly("mark " + Long.MIN_VALUE, "mark 999", "mark 999");
    }

    @Test
    void boundedOutOfOrdernessStaysTheBoundAndOneMillisecondBehind() {
        WatermarkGenerator<Long> generator =
                generator(WatermarkStrategy.forBoundedOutOfOrderness(Duration.ofSeconds(5)));
        generator.onPeriodicEmit(output);
        generator.onEvent(1L, 20_000, output);
        generator.onEvent(1L, 12_000, output);
        generator.onPeriodicEmit(output);
        assertThat(output.said).containsExactly("mark " + Long.MIN_VALUE, "mark 14999");
    }

    @Test
    void negativeTimestampsBeforeAnyRecordDoNotWrapRound() {
        WatermarkGenerator<Long> generator =
                generator(WatermarkStrategy.forBoundedOutOfOrderness(Duration.ofDays(1000)));
        generator.onPeriodicEmit(output);
        assertThat(output.said).containsExactly("mark " + Long.MIN_VALUE);
    }

    @Test
    void anInputWithoutRecordsBecomesIdleOnceAndActiveAgain() {
        WatermarkGenerator<Long> generator =
                generator(WatermarkStrategy.<Long>forMonotonousTimestamps().withIdleness(Duration.ofSeconds(10)));
        generator.onEvent(1L, 1000, output);
        generator.onPeriodicEmit(output);
        clock.advanceTime(Duration.ofSeconds(60));
        generator.onPeriodicEmit(output); // begins to count here: the clock is not read for each record
        clock.advanceTime(Duration.ofSeconds(10));
        generator.onPeriodicEmit(output);
        clock.advanceTime(Duration.ofMillis(1));
        generator.onPeriodicEmit(output);
        generator.onPeriodicEmit(output);
        generator.onEvent(1L, 2000, output);
        generator.onPeriodicEmit(output);
        assertThat(output.said).containsExactly("mark 999", "mark 999", "mark 999", "idle", "active", "mark 1999");
    }

    @Test
    void keepsTheSourcesTimestampsUnlessToldOtherwise() {
        WatermarkStrategy<Long> plain = WatermarkStrategy.noWatermarks();
        assertThat(plain.createTimestampAssigner(() -> metrics()).extractTimestamp(5L, 77))
                .isEqualTo(77);
        WatermarkStrategy<Long> assigned = plain.withTimestampAssigner((element, previous) -> element * 10);
        assertThat(assigned.createTimestampAssigner(() -> metrics()).extractTimestamp(5L, 77))
                .isEqualTo(50);
    }

    @Test
    void assignersAndIdlenessGoTogetherInEitherOrderAndTravel() throws Exception {
        WatermarkStrategy<Long> first = WatermarkStrategy.<Long>forMonotonousTimestamps()
                .withIdleness(Duration.ofSeconds(1))
                .withTimestampAssigner((element, previous) -> element);
        WatermarkStrategy<Long> second = WatermarkStrategy.<Long>forMonotonousTimestamps()
                .withTimestampAssigner((element, previous) -> element)
                .withIdleness(Duration.ofSeconds(1));
        for (WatermarkStrategy<Long> strategy : List.of(first, second)) {
            WatermarkStrategy<Long> copy = InstantiationUtil.clone(strategy);
            assertThat(copy.createTimestampAssigner(() -> metrics()).extractTimestamp(9L, 0))
                    .isEqualTo(9);
            assertThat(generator(copy)).isInstanceOf(WatermarksWithIdleness.class);
        }
    }

    @Test
    void refusesAnIdleTimeoutThatIsNotPositive() {
        assertThatThrownBy(() -> WatermarkStrategy.noWatermarks().withIdleness(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private <T> WatermarkGenerator<T> generator(WatermarkStrategy<T> strategy) {
        return strategy.createWatermarkGenerator(new WatermarkGeneratorSupplier.Context() {
            @Override
            public MetricGroup getMetricGroup() {
                return metrics();
            }

            @Override
            public RelativeClock getInputActivityClock() {
                return clock;
            }
        });
    }

    private static MetricGroup metrics() {
        return new UnregisteredMetricsGroup();
    }

    private static final class RecordingOutput implements WatermarkOutput {
        final List<String> said = new ArrayList<>();

        @Override
        public void emitWatermark(Watermark watermark) {
            said.add("mark " + watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
            said.add("idle");
        }

        @Override
        public void markActive() {
            said.add("active");
        }
    }
}
