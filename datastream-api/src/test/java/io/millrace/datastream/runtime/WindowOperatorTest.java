package io.millrace.datastream.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.serialization.SerializerConfigImpl;
import io.millrace.dataflow.state.ValueState;
import io.millrace.dataflow.state.ValueStateDescriptor;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.functions.windowing.ProcessWindowFunction;
import io.millrace.datastream.windowing.assigners.EventTimeSessionWindows;
import io.millrace.datastream.windowing.assigners.GlobalWindows;
import io.millrace.datastream.windowing.assigners.SlidingEventTimeWindows;
import io.millrace.datastream.windowing.assigners.TumblingEventTimeWindows;
import io.millrace.datastream.windowing.assigners.TumblingProcessingTimeWindows;
import io.millrace.datastream.windowing.assigners.WindowAssigner;
import io.millrace.datastream.windowing.evictors.CountEvictor;
import io.millrace.datastream.windowing.evictors.Evictor;
import io.millrace.datastream.windowing.evictors.TimeEvictor;
import io.millrace.datastream.windowing.triggers.ContinuousEventTimeTrigger;
import io.millrace.datastream.windowing.triggers.CountTrigger;
import io.millrace.datastream.windowing.triggers.DeltaTrigger;
import io.millrace.datastream.windowing.triggers.EventTimeTrigger;
import io.millrace.datastream.windowing.triggers.PurgingTrigger;
import io.millrace.datastream.windowing.triggers.Trigger;
import io.millrace.datastream.windowing.windows.TimeWindow;
import io.millrace.datastream.windowing.windows.Window;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WindowOperatorTest {
    private static final TypeInformation<Tuple2<String, Long>> TYPE = Types.TUPLE(Types.STRING, Types.LONG);

    private static <W extends Window> OperatorHarness<Tuple2<String, Long>> sums(
            WindowAssigner<Object, W> assigner,
            @Nullable Trigger<Object, W> trigger,
            @Nullable Evictor<Object, W> evictor)
            throws Exception {
        return new OperatorHarness<>(factory(assigner, trigger, evictor));
    }

    @SuppressWarnings("unchecked")
    private static <W extends Window> OperatorFactory factory(
            WindowAssigner<Object, W> assigner,
            @Nullable Trigger<Object, W> trigger,
            @Nullable Evictor<Object, W> evictor) {
        Trigger<Object, W> used = trigger == null ? assigner.getDefaultTrigger() : trigger;
        return new WindowFactory<String, Tuple2<String, Long>, Tuple2<String, Long>, Tuple2<String, Long>, W>(
                record -> record.f0,
                Types.STRING,
                TYPE,
                (WindowAssigner<Tuple2<String, Long>, W>) (WindowAssigner<?, W>) assigner,
                (Trigger<Tuple2<String, Long>, W>) (Trigger<?, W>) used,
                (Evictor<Tuple2<String, Long>, W>) (Evictor<?, W>) evictor,
                0,
                null,
                WindowContents.reduce(FieldAggregation.sum(TYPE, 1), TYPE),
                WindowBody.passThrough());
    }

    private static Tuple2<String, Long> of(String key, long value) {
        return Tuple2.of(key, value);
    }

    @Test
    void refusesRecordsWithoutTimestamps() throws Exception {
        try (var harness = sums(TumblingEventTimeWindows.of(Duration.ofSeconds(1)), null, null)) {
            assertThatThrownBy(() -> harness.process(of("a", 1), Output.NO_TIMESTAMP))
                    .hasMessageContaining("Record has Long.MIN_VALUE timestamp (= no timestamp marker)")
                    .hasMessageContaining("assignTimestampsAndWatermarks");
        }
    }

    @Test
    void eachOfSeveralWindowsHasTheRecordForItself() throws Exception {
        // The sum changes the record it keeps: without a copy per window the second window would see the first one's
        // sum.
        try (var harness = sums(SlidingEventTimeWindows.of(Duration.ofMillis(20), Duration.ofMillis(10)), null, null)) {
            harness.process(of("a", 1), 12).process(of("a", 10), 5).process(of("a", 100), 25);
            harness.watermark(Long.MAX_VALUE);

            assertThat(harness.takeOutput())
                    .containsExactly(
                            new OperatorHarness.Out<>(of("a", 10), 9),
                            new OperatorHarness.Out<>(of("a", 11), 19),
                            new OperatorHarness.Out<>(of("a", 101), 29),
                            new OperatorHarness.Out<>(of("a", 100), 39));
        }
    }

    @Test
    void processingTimeWindowsFireByTheClock() throws Exception {
        try (var harness = sums(TumblingProcessingTimeWindows.of(Duration.ofMillis(10)), null, null)) {
            harness.advanceTo(3).process(of("a", 1), Output.NO_TIMESTAMP).process(of("b", 7), Output.NO_TIMESTAMP);
            harness.advanceTo(8).process(of("a", 2), Output.NO_TIMESTAMP);
            assertThat(harness.takeOutput()).isEmpty();

            harness.advanceTo(10);
            assertThat(harness.takeValues()).containsExactly(of("a", 3), of("b", 7));
            harness.process(of("a", 4), Output.NO_TIMESTAMP).advanceTo(30);
            assertThat(harness.takeOutput()).containsExactly(new OperatorHarness.Out<>(of("a", 4), 19));
        }
    }

    @Test
    void countWindowsFireAtEachFullCountAndStartAnew() throws Exception {
        try (var harness = sums(GlobalWindows.create(), PurgingTrigger.of(CountTrigger.of(2)), null)) {
            for (long i = 1; i <= 5; i++) {
                harness.process(of("a", i), Output.NO_TIMESTAMP);
            }
            harness.watermark(Long.MAX_VALUE);

            assertThat(harness.takeValues()).containsExactly(of("a", 3), of("a", 7));
        }
    }

    @Test
    void slidingCountWindowsSeeTheLastRecords() throws Exception {
        try (var harness = sums(GlobalWindows.create(), CountTrigger.of(2), CountEvictor.of(3))) {
            for (long i = 1; i <= 6; i++) {
                harness.process(of("a", i), Output.NO_TIMESTAMP);
            }
            assertThat(harness.takeValues()).containsExactly(of("a", 1 + 2), of("a", 2 + 3 + 4), of("a", 4 + 5 + 6));
        }
    }

    @Test
    void whatAWindowKeepsAfterItFiredIsNotChangedByItsSum() throws Exception {
        try (var harness = sums(GlobalWindows.create(), CountTrigger.of(1), CountEvictor.of(2, true))) {
            for (long i : new long[] {1, 3, 4}) {
                harness.process(of("a", i), Output.NO_TIMESTAMP);
            }
            assertThat(harness.takeValues()).containsExactly(of("a", 1), of("a", 1 + 3), of("a", 1 + 3 + 4));
        }
    }

    @Test
    void globalWindowsMayFireAtTheEndOfTheStream() throws Exception {
        try (var harness = sums(GlobalWindows.createWithEndOfStreamTrigger(), null, null)) {
            harness.process(of("a", 1), 5).process(of("a", 2), 6).watermark(100);
            assertThat(harness.takeOutput()).isEmpty();

            harness.watermark(Long.MAX_VALUE);
            assertThat(harness.takeValues()).containsExactly(of("a", 3));
        }
    }

    @Test
    void continuousTriggersFireEarlyAndAtTheEnd() throws Exception {
        try (var harness = sums(
                TumblingEventTimeWindows.of(Duration.ofMillis(30)),
                ContinuousEventTimeTrigger.of(Duration.ofMillis(10)),
                null)) {
            harness.process(of("a", 1), 2).watermark(9);
            assertThat(harness.takeOutput()).isEmpty();
            harness.watermark(10);
            assertThat(harness.takeValues()).containsExactly(of("a", 1));
            harness.process(of("a", 2), 15).watermark(20);
            assertThat(harness.takeValues()).containsExactly(of("a", 3));
            harness.watermark(29);
            assertThat(harness.takeValues()).containsExactly(of("a", 3));
        }
    }

    @Test
    void evictorsByTimeKeepTheNewest() throws Exception {
        try (var harness = sums(
                TumblingEventTimeWindows.of(Duration.ofMillis(100)), null, TimeEvictor.of(Duration.ofMillis(10)))) {
            harness.process(of("a", 1), 5)
                    .process(of("a", 2), 50)
                    .process(of("a", 4), 57)
                    .watermark(99);

            assertThat(harness.takeValues()).containsExactly(of("a", 6));
        }
    }

    @Test
    void sessionsMergeWhenARecordJoinsThem() throws Exception {
        try (var harness = sums(EventTimeSessionWindows.withGap(Duration.ofMillis(10)), null, null)) {
            harness.process(of("a", 1), 0)
                    .process(of("a", 2), 16)
                    .process(of("a", 4), 8)
                    .watermark(25);
            assertThat(harness.takeOutput()).containsExactly(new OperatorHarness.Out<>(of("a", 7), 25));
        }
    }

    @Test
    void refusesToMergeWithATriggerThatCannot() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);

        assertThatThrownBy(() -> env.fromSequence(1, 2)
                        .keyBy(v -> v)
                        .window(EventTimeSessionWindows.withGap(Duration.ofMillis(10)))
                        .trigger(DeltaTrigger.of(
                                1, (a, b) -> 0, Types.LONG.createSerializer(new SerializerConfigImpl()))))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("merging window assigner");
    }

    @Test
    void windowStateEndsWithItsWindowAndGlobalStateStays() throws Exception {
        OperatorFactory factory =
                new WindowFactory<String, Tuple2<String, Long>, Tuple2<String, Long>, String, TimeWindow>(
                        record -> record.f0,
                        Types.STRING,
                        TYPE,
                        cast(TumblingEventTimeWindows.of(Duration.ofMillis(10))),
                        cast(EventTimeTrigger.create()),
                        null,
                        100,
                        null,
                        WindowContents.all(TYPE),
                        WindowBody.of(new CountFirings()));
        try (OperatorHarness<String> harness = new OperatorHarness<>(factory)) {
            harness.process(of("a", 1), 1)
                    .watermark(9)
                    .process(of("a", 1), 2)
                    .process(of("a", 1), 12)
                    .watermark(500);

            assertThat(harness.takeValues()).containsExactly("window 1 of 1", "window 2 of 2", "window 1 of 3");
            assertThat(harness.side("ended")).containsExactly(0L, 10L);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> WindowAssigner<T, TimeWindow> cast(WindowAssigner<?, TimeWindow> assigner) {
        return (WindowAssigner<T, TimeWindow>) assigner;
    }

    @SuppressWarnings("unchecked")
    private static <T> Trigger<T, TimeWindow> cast(Trigger<?, TimeWindow> trigger) {
        return (Trigger<T, TimeWindow>) trigger;
    }

    private static final class CountFirings
            extends ProcessWindowFunction<Tuple2<String, Long>, String, String, TimeWindow> {
        private static final long serialVersionUID = 1L;
        private static final OutputTag<Long> ENDED = new OutputTag<>("ended", Types.LONG);

        private final ValueStateDescriptor<Long> ofWindow = new ValueStateDescriptor<>("of-window", Types.LONG);
        private final ValueStateDescriptor<Long> ofKey = new ValueStateDescriptor<>("of-key", Types.LONG);

        @Override
        public void process(String key, Context context, Iterable<Tuple2<String, Long>> elements, Collector<String> out)
                throws Exception {
            long window = count(context.windowState().getState(ofWindow));
            long all = count(context.globalState().getState(ofKey));
            out.collect("window " + window + " of " + all);
        }

        private static long count(ValueState<Long> state) throws IOException {
            Long before = state.value();
            long now = before == null ? 1 : before + 1;
            state.update(now);
            return now;
        }

        @Override
        public void clear(Context context) throws Exception {
            context.windowState().getState(ofWindow).clear();
            context.output(ENDED, context.window().getStart());
        }
    }
}
