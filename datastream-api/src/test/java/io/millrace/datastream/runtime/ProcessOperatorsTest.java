package io.millrace.datastream.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.state.ValueState;
import io.millrace.dataflow.state.ValueStateDescriptor;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.TimerService;
import io.millrace.datastream.functions.KeyedProcessFunction;
import io.millrace.datastream.functions.ProcessFunction;
import io.millrace.datastream.functions.co.KeyedCoProcessFunction;
import io.millrace.datastream.plan.StepContext;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessOperatorsTest {
    /** Sets the timers that its records say, and shows them when they are due. */
    private static final class Alarm extends KeyedProcessFunction<String, Tuple2<String, Long>, String> {
        private static final long serialVersionUID = 1L;
        private static final OutputTag<String> SIDE = new OutputTag<>("side", Types.STRING);

        @Override
        public void processElement(Tuple2<String, Long> value, Context ctx, Collector<String> out) {
            TimerService timers = ctx.timerService();
            if (value.f1 < 0) {
                timers.deleteEventTimeTimer(-value.f1);
                timers.deleteProcessingTimeTimer(-value.f1);
            } else if (ctx.timestamp() == null) {
                timers.registerProcessingTimeTimer(value.f1);
            } else {
                timers.registerEventTimeTimer(value.f1);
            }
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) {
            out.collect(ctx.getCurrentKey() + timestamp + " " + ctx.timeDomain() + " at "
                    + ctx.timerService().currentWatermark());
            ctx.output(SIDE, ctx.getCurrentKey());
            if (timestamp == 3) {
                ctx.timerService().registerEventTimeTimer(4);
            }
        }
    }

    private static OperatorHarness<String> alarm() throws Exception {
        return new OperatorHarness<>(
                new KeyedProcessFactory<String, Tuple2<String, Long>, String>(new Alarm(), v -> v.f0, Types.STRING));
    }

    @Test
    void eventTimersFireOnceInOrderAlsoThoseThatTimersRegister() throws Exception {
        try (OperatorHarness<String> harness = alarm()) {
            harness.process(Tuple2.of("a", 5L), 0)
                    .process(Tuple2.of("b", 3L), 0)
                    .process(Tuple2.of("a", 5L), 0);
            harness.process(Tuple2.of("c", 9L), 0).watermark(2);
            assertThat(harness.takeOutput()).isEmpty();

            harness.watermark(7);
            assertThat(harness.takeOutput())
                    .containsExactly(
                            new OperatorHarness.Out<>("b3 EVENT_TIME at 7", 3),
                            new OperatorHarness.Out<>("b4 EVENT_TIME at 7", 4),
                            new OperatorHarness.Out<>("a5 EVENT_TIME at 7", 5));
            assertThat(harness.sideWithTimestamps("side")).first().isEqualTo(new OperatorHarness.Out<>("b", 3));
        }
    }

    @Test
    void deletedTimersDoNotFire() throws Exception {
        try (OperatorHarness<String> harness = alarm()) {
            harness.process(Tuple2.of("a", 5L), 0)
                    .process(Tuple2.of("b", 5L), 0)
                    .process(Tuple2.of("a", -5L), 0);
            harness.watermark(Long.MAX_VALUE);

            assertThat(harness.takeValues()).containsExactly("b5 EVENT_TIME at " + Long.MAX_VALUE);
        }
    }

    @Test
    void processingTimersFireByTheClockAndTheirResultsHaveNoTimestamp() throws Exception {
        try (OperatorHarness<String> harness = alarm()) {
            harness.process(Tuple2.of("a", 50L), Output.NO_TIMESTAMP).process(Tuple2.of("a", 20L), Output.NO_TIMESTAMP);
            harness.advanceTo(19);
            assertThat(harness.takeOutput()).isEmpty();
            harness.advanceTo(20);
            assertThat(harness.takeOutput())
                    .containsExactly(
                            new OperatorHarness.Out<>("a20 PROCESSING_TIME at " + Long.MIN_VALUE, Output.NO_TIMESTAMP));
            harness.process(Tuple2.of("a", -50L), 1).advanceTo(100);
            assertThat(harness.takeOutput()).isEmpty();
        }
    }

    @Test
    void batchModeShowsEachKeyItsTimersBeforeTheNextKey() throws Exception {
        OperatorFactory factory =
                new KeyedProcessFactory<String, Tuple2<String, Long>, String>(new Alarm(), v -> v.f0, Types.STRING);
        KeySelector<Tuple2<String, Long>, String> keys = v -> v.f0;
        TypeInformation<Tuple2<String, Long>> type = Types.TUPLE(Types.STRING, Types.LONG);
        StepContext batch = new StepContext(true, new ExecutionConfig());
        try (OperatorHarness<String> harness = new OperatorHarness<>(BatchMode.keyed(factory, keys, type, batch))) {
            harness.process(Tuple2.of("a", 50L), 1)
                    .process(Tuple2.of("b", 7L), 2)
                    .process(Tuple2.of("a", 6L), 3);
            harness.watermark(Long.MAX_VALUE);
            assertThat(harness.takeOutput()).isEmpty();
            assertThat(harness.watermarks()).isEmpty();

            harness.endInput();
            List<String> fired = harness.takeValues();
            assertThat(fired)
                    .containsSubsequence("a6 EVENT_TIME at " + Long.MAX_VALUE, "a50 EVENT_TIME at " + Long.MAX_VALUE)
                    .contains("b7 EVENT_TIME at " + Long.MAX_VALUE)
                    .hasSize(3);
            assertThat(harness.watermarks()).containsExactly(Long.MAX_VALUE);
        }
    }

    @Test
    void timersAreRefusedOnStreamsWithoutKeys() throws Exception {
        ProcessFunction<Long, Long> function = new ProcessFunction<>() {
            @Override
            public void processElement(Long value, Context ctx, Collector<Long> out) {
                ctx.timerService().registerEventTimeTimer(value);
            }
        };
        try (OperatorHarness<Long> harness = new OperatorHarness<>(new ProcessFactory<>(new SetsTimer()))) {
            assertThatThrownBy(() -> harness.process(1L, 1))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("Setting timers is only supported on a keyed streams");
        }
        assertThat(function).isNotNull();
    }

    private static final class SetsTimer extends ProcessFunction<Long, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Long value, Context ctx, Collector<Long> out) {
            ctx.timerService().registerEventTimeTimer(value);
        }
    }

    /** Counts records of both inputs per key. */
    private static final class Both extends KeyedCoProcessFunction<String, String, Long, String> {
        private static final long serialVersionUID = 1L;

        private transient ValueState<Integer> seen;

        @Override
        public void open(OpenContext openContext) {
            seen = getRuntimeContext().getState(new ValueStateDescriptor<>("seen", Types.INT));
        }

        private void count(Context ctx) throws Exception {
            seen.update(seen.value() == null ? 1 : seen.value() + 1);
            ctx.timerService().registerEventTimeTimer(100);
        }

        @Override
        public void processElement1(String value, Context ctx, Collector<String> out) throws Exception {
            count(ctx);
        }

        @Override
        public void processElement2(Long value, Context ctx, Collector<String> out) throws Exception {
            count(ctx);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) throws Exception {
            out.collect(ctx.getCurrentKey() + " " + seen.value());
        }
    }

    @Test
    void connectedInputsShareTheStateOfTheirKeys() throws Exception {
        OperatorFactory factory =
                new KeyedCoProcessFactory<String, String, Long, String>(new Both(), v -> v, v -> "k" + v, Types.STRING);
        try (OperatorHarness<String> harness = new OperatorHarness<>(factory)) {
            harness.left("k1", 1).right(1L, 2).left("k2", 3).right(1L, 4).watermark(100);

            assertThat(harness.takeValues()).containsExactly("k1 3", "k2 1");
        }
    }

    /** A rich map that numbers the records of each key. */
    private static final class Numbering extends RichMapFunction<String, String> {
        private static final long serialVersionUID = 1L;

        private transient ValueState<Integer> count;

        @Override
        public void open(OpenContext openContext) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.INT, 0));
        }

        @Override
        public String map(String value) throws Exception {
            count.update(count.value() + 1);
            return value + count.value();
        }
    }

    @Test
    void richFunctionsOnKeyedStreamsHaveKeyedState() throws Exception {
        OperatorFactory factory = new KeyedProcessFactory<String, String, String>(
                KeyedRecordFunction.map(new Numbering()), v -> v, Types.STRING);
        try (OperatorHarness<String> harness = new OperatorHarness<>(factory)) {
            harness.process("a", 7).process("b", 8).process("a", 9);

            assertThat(harness.takeOutput())
                    .containsExactly(
                            new OperatorHarness.Out<>("a1", 7),
                            new OperatorHarness.Out<>("b1", 8),
                            new OperatorHarness.Out<>("a2", 9));
        }
    }

    @Test
    void rollingReduceEmitsEachStep() throws Exception {
        TypeInformation<Tuple2<String, Long>> type = Types.TUPLE(Types.STRING, Types.LONG);
        OperatorFactory factory = new KeyedReduceFactory<String, Tuple2<String, Long>>(
                (a, b) -> Tuple2.of(a.f0, a.f1 * 10 + b.f1), v -> v.f0, Types.STRING, type);
        try (OperatorHarness<Tuple2<String, Long>> harness = new OperatorHarness<>(factory)) {
            harness.process(Tuple2.of("a", 1L), 5)
                    .process(Tuple2.of("b", 2L), 6)
                    .process(Tuple2.of("a", 3L), 7);

            assertThat(harness.takeOutput())
                    .containsExactly(
                            new OperatorHarness.Out<>(Tuple2.of("a", 1L), 5),
                            new OperatorHarness.Out<>(Tuple2.of("b", 2L), 6),
                            new OperatorHarness.Out<>(Tuple2.of("a", 13L), 7));
        }
    }

    @Test
    void fieldAggregationsKeepTheRecordThatComesFirstOrLast() throws Exception {
        TypeInformation<Tuple2<String, Long>> type = Types.TUPLE(Types.STRING, Types.LONG);
        Tuple2<String, Long> first = Tuple2.of("first", 1L);
        Tuple2<String, Long> last = Tuple2.of("last", 1L);

        assertThat(FieldAggregation.minBy(type, 1, true).reduce(first, last)).isSameAs(first);
        assertThat(FieldAggregation.minBy(type, "f1", false).reduce(first, last))
                .isSameAs(last);
        assertThat(FieldAggregation.maxBy(type, 1, true).reduce(first, Tuple2.of("x", 2L)).f0)
                .isEqualTo("x");
        assertThat(FieldAggregation.min(type, 1).reduce(Tuple2.of("kept", 5L), last))
                .isEqualTo(Tuple2.of("kept", 1L));
        assertThat(FieldAggregation.max(type, 1).reduce(Tuple2.of("kept", 0L), last))
                .isEqualTo(Tuple2.of("kept", 1L));
        assertThat(FieldAggregation.sum(Types.LONG, 0).reduce(2L, 3L)).isEqualTo(5L);
        assertThatThrownBy(() -> FieldAggregation.sum(type, 2)).hasMessageContaining("actual=2");
        assertThatThrownBy(() -> FieldAggregation.sum(type, "f0")).hasMessageContaining("f0");
    }
}
