package io.millrace.datastream.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SourceOperator;
import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.source.SourceOutput;
import io.millrace.datastream.source.lib.NumberSequenceSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceReaderOperatorTest {
    private static final WatermarkStrategy<Long> BY_VALUE =
            WatermarkStrategy.<Long>forMonotonousTimestamps().withTimestampAssigner((value, timestamp) -> value);
    private static final WatermarkPace NEVER = new WatermarkPace(() -> 0, time -> {}, 0);

    private static OperatorHarness<Long> reader(boolean finalOnly) throws Exception {
        return new OperatorHarness<>(
                new SourceReaderOperatorFactory<>(new NumberSequenceSource(1, 10), BY_VALUE, finalOnly));
    }

    private static byte[] split(long from, long to) throws Exception {
        NumberSequenceSource source = new NumberSequenceSource(1, 10);
        return new SplitCodec<>(source.getSplitSerializer())
                .encode(new NumberSequenceSource.NumberSequenceSplit("s" + from, from, to));
    }

    @Test
    void readsItsSplitsAndAsksForMore() throws Exception {
        try (OperatorHarness<Long> harness = reader(false)) {
            assertThat(harness.splitRequests()).isEqualTo(1);
            assertThat(harness.runSource()).isEqualTo(SourceOperator.Progress.WAITING);

            harness.source().addSplits(List.of(split(1, 3)));
            assertThat(harness.wakeUps()).isPositive();
            assertThat(harness.runSource()).isEqualTo(SourceOperator.Progress.WAITING);
            assertThat(harness.splitRequests()).isEqualTo(2);
            harness.source().noMoreSplits();
            assertThat(harness.runSource()).isEqualTo(SourceOperator.Progress.END);

            assertThat(harness.takeOutput())
                    .containsExactly(
                            new OperatorHarness.Out<>(1L, 1),
                            new OperatorHarness.Out<>(2L, 2),
                            new OperatorHarness.Out<>(3L, 3));
            assertThat(harness.watermarks()).containsExactly(Long.MAX_VALUE);
        }
    }

    @Test
    void makesWatermarksPeriodically() throws Exception {
        try (OperatorHarness<Long> harness = reader(false)) {
            harness.source().addSplits(List.of(split(1, 3)));
            harness.runSource();
            harness.advanceTo(200);

            assertThat(harness.watermarks()).containsExactly(2L);
        }
    }

    @Test
    void batchModeMakesOnlyTheLastWatermark() throws Exception {
        try (OperatorHarness<Long> harness = reader(true)) {
            harness.source().addSplits(List.of(split(1, 3)));
            harness.source().noMoreSplits();
            harness.runSource();
            harness.advanceTo(1_000);

            assertThat(harness.watermarks()).containsExactly(Long.MAX_VALUE);
        }
    }

    @Test
    void theWatermarkIsThatOfTheSlowestSplit() {
        Recording output = new Recording();
        SplitOutputs<Long> outputs = new SplitOutputs<>(BY_VALUE, null, output, NEVER, false);
        SourceOutput<Long> fast = outputs.createOutputForSplit("fast");
        SourceOutput<Long> slow = outputs.createOutputForSplit("slow");
        fast.collect(100L);
        slow.collect(10L);
        outputs.emitPeriodicWatermark();
        assertThat(output.watermarks).containsExactly(9L);

        outputs.releaseOutputForSplit("slow");
        assertThat(output.watermarks).containsExactly(9L, 99L);
        fast.markIdle();
        assertThat(output.idles).isEqualTo(1);
    }

    @Test
    void aRecordThatMovesEventTimeOnIsFollowedByTheWatermark() {
        long[] now = {0};
        Recording output = new Recording();
        WatermarkPace pace = new WatermarkPace(() -> now[0], time -> {}, 200);
        SplitOutputs<Long> outputs = new SplitOutputs<>(BY_VALUE, null, output, pace, false);
        SourceOutput<Long> split = outputs.createOutputForSplit("only");
        now[0] = 200;
        split.collect(1_000L);
        assertThat(output.watermarks).containsExactly(999L);
        now[0] = 400;
        split.collect(1_199L);
        assertThat(output.watermarks).containsExactly(999L);
        split.collect(1_200L);
        assertThat(output.watermarks).containsExactly(999L, 1_199L);
    }

    @Test
    void aSplitThatIsGoneOnWithKeepsItsEventTimeAndIsWaitedFor() {
        SplitOutputs<Long> before = new SplitOutputs<>(BY_VALUE, null, new Recording(), NEVER, false);
        before.createOutputForSplit("fast").collect(100L);
        before.createOutputForSplit("slow").collect(10L);
        before.emitPeriodicWatermark();

        Recording output = new Recording();
        SplitOutputs<Long> outputs = new SplitOutputs<>(BY_VALUE, null, output, NEVER, false);
        for (String split : List.of("fast", "slow", "new")) {
            outputs.restore(split, before.timeOf(split));
        }
        outputs.emitPeriodicWatermark();
        outputs.createOutputForSplit("fast").collect(50L);
        outputs.emitPeriodicWatermark();
        assertThat(output.watermarks).containsOnly(9L);
        outputs.releaseOutputForSplit("slow");
        assertThat(output.watermarks).endsWith(99L);
        outputs.createOutputForSplit("fast").collect(200L);
        outputs.emitPeriodicWatermark();
        assertThat(output.watermarks).endsWith(199L);
    }

    private static final class Recording implements Output<Long> {
        private final List<Long> watermarks = new ArrayList<>();
        private int idles;

        @Override
        public void collect(Long record, long timestamp) {}

        @Override
        public <X> void collect(OutputTag<X> tag, X record, long timestamp) {}

        @Override
        public void emitWatermark(long watermark) {
            watermarks.add(watermark);
        }

        @Override
        public void emitIdle() {
            idles++;
        }
    }
}
