package io.millrace.datastream.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SourceOperator;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.serialization.SerializerConfigImpl;
import io.millrace.dataflow.state.CheckpointListener;
import io.millrace.dataflow.state.FunctionInitializationContext;
import io.millrace.dataflow.state.FunctionSnapshotContext;
import io.millrace.dataflow.state.ListState;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.checkpoint.CheckpointedFunction;
import io.millrace.datastream.checkpoint.ListCheckpointed;
import io.millrace.datastream.functions.KeyedProcessFunction;
import io.millrace.datastream.functions.co.BroadcastProcessFunction;
import io.millrace.datastream.functions.co.ProcessJoinFunction;
import io.millrace.datastream.windowing.assigners.EventTimeSessionWindows;
import io.millrace.datastream.windowing.assigners.GlobalWindows;
import io.millrace.datastream.windowing.assigners.SlidingEventTimeWindows;
import io.millrace.datastream.windowing.assigners.TumblingEventTimeWindows;
import io.millrace.datastream.windowing.assigners.TumblingProcessingTimeWindows;
import io.millrace.datastream.windowing.assigners.WindowAssigner;
import io.millrace.datastream.windowing.evictors.CountEvictor;
import io.millrace.datastream.windowing.evictors.Evictor;
import io.millrace.datastream.windowing.triggers.CountTrigger;
import io.millrace.datastream.windowing.triggers.Trigger;
import io.millrace.datastream.windowing.windows.Window;
import io.millrace.operators.source.CollectionSourceFactory;
import io.millrace.operators.source.SequenceSourceFactory;
import io.millrace.testing.seeds.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Every operator gives the same output whether or not it is stopped at some step and goes on, in a new instance, from there. */
class OperatorSnapshotTest {
    private static final TypeInformation<Tuple2<String, Long>> TYPE = Types.TUPLE(Types.STRING, Types.LONG);
    private static final OutputTag<Tuple2<String, Long>> LATE = new OutputTag<>("late", TYPE);

    /** Something that happens to an operator. */
    private interface Step {
        void happen(OperatorHarness<?> harness) throws Exception;
    }

    private static void goesOnFromAnyStep(OperatorFactory factory, List<Step> steps) throws Exception {
        List<String> expected;
        Map<String, List<String>> expectedSides;
        try (OperatorHarness<Object> whole = new OperatorHarness<>(factory)) {
            for (Step step : steps) {
                step.happen(whole);
            }
            expected = whole.everything();
            expectedSides = whole.allSides();
        }
        assertThat(expected).as("output without a stop").isNotEmpty();
        for (int cut = 0; cut <= steps.size(); cut++) {
            List<String> found = new ArrayList<>();
            Map<String, List<String>> foundSides = new TreeMap<>();
            OperatorHarness.Saved saved;
            try (OperatorHarness<Object> first = new OperatorHarness<>(factory)) {
                for (Step step : steps.subList(0, cut)) {
                    step.happen(first);
                }
                saved = first.snapshot();
                found.addAll(first.everything());
                add(first.allSides(), foundSides);
            }
            try (OperatorHarness<Object> second = new OperatorHarness<>(factory, new ExecutionConfig(), saved)) {
                for (Step step : steps.subList(cut, steps.size())) {
                    step.happen(second);
                }
                found.addAll(second.everything());
                add(second.allSides(), foundSides);
            }
            assertThat(found).as("stopped after step " + cut).isEqualTo(expected);
            assertThat(foundSides).as("stopped after step " + cut).isEqualTo(expectedSides);
        }
    }

    private static void add(Map<String, List<String>> some, Map<String, List<String>> all) {
        some.forEach(
                (tag, outs) -> all.computeIfAbsent(tag, t -> new ArrayList<>()).addAll(outs));
    }

    /** Records of few keys at rising times with some disorder, watermarks between them, and a clock that goes on. */
    private static List<Step> randomSteps(long seed, int size) {
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        long time = 0;
        long watermark = Long.MIN_VALUE;
        for (int i = 0; i < 6 + Math.min(size, 24); i++) {
            time += random.nextInt(6);
            long at = time;
            switch (random.nextInt(6)) {
                case 0 -> {
                    watermark = Math.max(watermark, time - random.nextInt(5));
                    long reached = watermark;
                    steps.add(harness -> harness.watermark(reached));
                }
                case 1 -> steps.add(harness -> harness.advanceTo(at));
                default -> {
                    Tuple2<String, Long> record = Tuple2.of("k" + random.nextInt(3), (long) random.nextInt(10));
                    long timestamp = Math.max(0, time - random.nextInt(8));
                    steps.add(harness -> harness.process(record.copy(), timestamp));
                }
            }
        }
        long end = time + 1_000;
        steps.add(harness -> harness.watermark(end));
        steps.add(harness -> harness.advanceTo(end));
        steps.add(harness -> harness.process(Tuple2.of("k0", 1L), end + 1));
        steps.add(harness -> harness.watermark(end + 1_000).advanceTo(end + 1_000));
        return steps;
    }

    @SuppressWarnings("unchecked")
    private static <W extends Window> OperatorFactory window(
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
                2,
                LATE,
                WindowContents.reduce(FieldAggregation.sum(TYPE, 1), TYPE),
                WindowBody.passThrough());
    }

    @ParameterizedTest
    @Seeds(10)
    void tumblingWindowsWithLateRecords(long seed, int size) throws Exception {
        goesOnFromAnyStep(
                window(TumblingEventTimeWindows.of(Duration.ofMillis(5)), null, null), randomSteps(seed, size));
    }

    @ParameterizedTest
    @Seeds(10)
    void slidingWindowsWithAnEvictor(long seed, int size) throws Exception {
        goesOnFromAnyStep(
                window(
                        SlidingEventTimeWindows.of(Duration.ofMillis(10), Duration.ofMillis(5)),
                        null,
                        CountEvictor.of(2)),
                randomSteps(seed, size));
    }

    @ParameterizedTest
    @Seeds(10)
    void sessionsThatMerge(long seed, int size) throws Exception {
        goesOnFromAnyStep(
                window(EventTimeSessionWindows.withGap(Duration.ofMillis(4)), null, null), randomSteps(seed, size));
    }

    @ParameterizedTest
    @Seeds(10)
    void windowsOfProcessingTime(long seed, int size) throws Exception {
        goesOnFromAnyStep(
                window(TumblingProcessingTimeWindows.of(Duration.ofMillis(7)), null, null), randomSteps(seed, size));
    }

    @ParameterizedTest
    @Seeds(10)
    void triggersThatCount(long seed, int size) throws Exception {
        List<Step> steps = randomSteps(seed, size);
        steps.add(harness -> harness.process(Tuple2.of("k1", 1L), 5_000)
                .process(Tuple2.of("k1", 1L), 5_000)
                .process(Tuple2.of("k1", 1L), 5_000));
        goesOnFromAnyStep(window(GlobalWindows.create(), CountTrigger.of(2), null), steps);
    }

    @ParameterizedTest
    @Seeds(10)
    void reducedRecords(long seed, int size) throws Exception {
        goesOnFromAnyStep(
                new KeyedReduceFactory<>(FieldAggregation.sum(TYPE, 1), record -> record.f0, Types.STRING, TYPE),
                randomSteps(seed, size));
    }

    /** Sets timers of both times for each record, and shows them. */
    private static final class Timers extends KeyedProcessFunction<String, Tuple2<String, Long>, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Tuple2<String, Long> value, Context ctx, Collector<String> out) {
            ctx.timerService().registerEventTimeTimer(ctx.timestamp() + value.f1);
            ctx.timerService().registerProcessingTimeTimer(ctx.timestamp() + 2 * value.f1);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) {
            out.collect(ctx.getCurrentKey() + " " + timestamp + " " + ctx.timeDomain() + " "
                    + ctx.timerService().currentWatermark());
        }
    }

    @ParameterizedTest
    @Seeds(10)
    void timersOfBothTimes(long seed, int size) throws Exception {
        goesOnFromAnyStep(
                new KeyedProcessFactory<String, Tuple2<String, Long>, String>(
                        new Timers(), record -> record.f0, Types.STRING),
                randomSteps(seed, size));
    }

    /** Shows both records and what their values come to. */
    private static final class Pairs extends ProcessJoinFunction<Tuple2<String, Long>, Tuple2<String, Long>, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(
                Tuple2<String, Long> left, Tuple2<String, Long> right, Context ctx, Collector<String> out) {
            out.collect(left + " " + right);
        }
    }

    @ParameterizedTest
    @Seeds(10)
    void intervalJoins(long seed, int size) throws Exception {
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        for (long time = 0; time < 10 + size; time++) {
            Tuple2<String, Long> record = Tuple2.of("k" + random.nextInt(2), time);
            long at = time;
            steps.add(harness -> harness.left(record.copy(), at).right(Tuple2.of(record.f0, at), Math.max(0, at - 1)));
            if (random.nextInt(3) == 0) {
                steps.add(harness -> harness.watermark(at - 1));
            }
        }
        goesOnFromAnyStep(
                new IntervalJoinFactory<>(
                        new Pairs(), left -> left.f0, right -> right.f0, Types.STRING, TYPE, TYPE, -3, 2, LATE, LATE),
                steps);
    }

    private static final MapStateDescriptor<String, Long> RULES =
            new MapStateDescriptor<>("rules", Types.STRING, Types.LONG);

    /** Adds to each record what was broadcast for its key. */
    private static final class Rules
            extends BroadcastProcessFunction<Tuple2<String, Long>, Tuple2<String, Long>, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Tuple2<String, Long> value, ReadOnlyContext ctx, Collector<String> out)
                throws Exception {
            out.collect(value + " by " + ctx.getBroadcastState(RULES).get(value.f0));
        }

        @Override
        public void processBroadcastElement(Tuple2<String, Long> value, Context ctx, Collector<String> out)
                throws Exception {
            ctx.getBroadcastState(RULES).put(value.f0, value.f1);
        }
    }

    @ParameterizedTest
    @Seeds(10)
    void broadcastState(long seed, int size) throws Exception {
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 5 + size; i++) {
            Tuple2<String, Long> record = Tuple2.of("k" + random.nextInt(3), (long) i);
            boolean isRule = random.nextBoolean();
            steps.add(harness -> {
                if (isRule) {
                    harness.right(record, Output.NO_TIMESTAMP);
                } else {
                    harness.left(record, Output.NO_TIMESTAMP);
                }
            });
        }
        steps.add(harness -> harness.left(Tuple2.of("k1", 1L), Output.NO_TIMESTAMP));
        goesOnFromAnyStep(new BroadcastProcessFactory<>(new Rules(), List.of(RULES), false), steps);
    }

    /** Numbers its records, and says which checkpoint it heard of. */
    private static final class Numbering
            implements MapFunction<String, String>, CheckpointedFunction, CheckpointListener {
        private static final long serialVersionUID = 1L;

        private long number;
        private transient @Nullable ListState<Long> kept;

        @Override
        public String map(String value) {
            return value + number++;
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            assertThat(context.getCheckpointId()).isEqualTo(7);
            if (kept != null) {
                kept.update(List.of(number));
            }
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            ListState<Long> list =
                    context.getOperatorStateStore().getListState(new ListStateDescriptor<>("number", Types.LONG));
            for (long known : list.get()) {
                number = known;
            }
            kept = list;
            if (context.isRestored()) {
                assertThat(context.getRestoredCheckpointId()).hasValue(7);
            }
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            assertThat(checkpointId).isEqualTo(7);
        }
    }

    /** As {@link Numbering}, in the older way. */
    @SuppressWarnings("deprecation")
    private static final class OldNumbering implements MapFunction<String, String>, ListCheckpointed<Long> {
        private static final long serialVersionUID = 1L;

        private long number;

        @Override
        public String map(String value) {
            return value + number++;
        }

        @Override
        public List<Long> snapshotState(long checkpointId, long timestamp) {
            return List.of(number);
        }

        @Override
        public void restoreState(List<Long> state) {
            number = state.get(0);
        }
    }

    private static List<Step> letters() {
        List<Step> steps = new ArrayList<>();
        for (String letter : List.of("a", "b", "c", "d")) {
            steps.add(harness -> harness.process(letter, Output.NO_TIMESTAMP));
        }
        return steps;
    }

    @Test
    void functionsThatKeepListsOfTheirOwn() throws Exception {
        assertThat(RecordFunction.isNeededFor(new Numbering())).isTrue();
        goesOnFromAnyStep(new ProcessFactory<>(RecordFunction.map(new Numbering())), letters());
        goesOnFromAnyStep(new ProcessFactory<>(RecordFunction.map(new OldNumbering())), letters());
    }

    private static final Step ASK = harness -> {
        if (harness.lastProgress() != SourceOperator.Progress.END) {
            harness.askSource();
        }
    };

    @Test
    void sourcesOfSequencesAndCollections() throws Exception {
        List<Step> asks = new ArrayList<>();
        // More than both need: pieces begin small, again after a stop, and what was emitted before is passed over by
        // pieces.
        for (int i = 0; i < 24; i++) {
            asks.add(ASK);
        }
        goesOnFromAnyStep(new SequenceSourceFactory(1, 2_000), asks);
        List<Long> numbers = new ArrayList<>();
        for (long i = 0; i < 1_000; i++) {
            numbers.add(i);
        }
        goesOnFromAnyStep(CollectionSourceFactory.of(numbers, Types.LONG, new SerializerConfigImpl()), asks);
    }
}
