package io.millrace.testing.programs;

import static io.millrace.testing.programs.Results.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.BatchShuffleMode;
import io.millrace.dataflow.RuntimeExecutionMode;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.ExecutionOptions;
import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.JoinFunction;
import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.dataflow.state.ValueState;
import io.millrace.dataflow.state.ValueStateDescriptor;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.BroadcastStream;
import io.millrace.datastream.DataStream;
import io.millrace.datastream.SingleOutputStreamOperator;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.functions.co.BroadcastProcessFunction;
import io.millrace.datastream.functions.co.KeyedBroadcastProcessFunction;
import io.millrace.datastream.functions.co.ProcessJoinFunction;
import io.millrace.datastream.windowing.assigners.EventTimeSessionWindows;
import io.millrace.datastream.windowing.assigners.TumblingEventTimeWindows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that meet: joins and coGroups in windows, interval joins, broadcast state. */
class StreamJoinsTest {
    /** Key, time, name. */
    private static List<Tuple3<Integer, Long, String>> events(String side, int count, int keys, int step) {
        return IntStream.range(0, count)
                .mapToObj(i -> Tuple3.of(i % keys, (long) i * step, side + i))
                .toList();
    }

    private static final List<Tuple3<Integer, Long, String>> LEFT = events("l", 60, 5, 70);
    private static final List<Tuple3<Integer, Long, String>> RIGHT = events("r", 50, 4, 90);

    private static DataStream<Tuple3<Integer, Long, String>> stream(
            StreamExecutionEnvironment env, List<Tuple3<Integer, Long, String>> events) {
        return env.fromCollection(events)
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Tuple3<Integer, Long, String>>forMonotonousTimestamps()
                                .withTimestampAssigner((event, before) -> event.f1));
    }

    private static List<String> pairsWithin(long window) {
        List<String> pairs = new ArrayList<>();
        for (Tuple3<Integer, Long, String> left : LEFT) {
            for (Tuple3<Integer, Long, String> right : RIGHT) {
                if (left.f0.equals(right.f0) && left.f1 / window == right.f1 / window) {
                    pairs.add(left.f2 + right.f2);
                }
            }
        }
        return sorted(pairs);
    }

    static java.util.stream.Stream<org.junit.jupiter.params.provider.Arguments> modes() {
        return Results.modes();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void joinsPairsOfAWindow(RuntimeExecutionMode mode, int parallelism) throws Exception {
        StreamExecutionEnvironment env = Results.stream(mode, parallelism);
        JoinFunction<Tuple3<Integer, Long, String>, Tuple3<Integer, Long, String>, String> pair =
                (left, right) -> left.f2 + right.f2;
        DataStream<String> joined = stream(env, LEFT)
                .join(stream(env, RIGHT))
                .where(left -> left.f0)
                .equalTo(right -> right.f0)
                .window(TumblingEventTimeWindows.of(Duration.ofMillis(1000)))
                .apply(pair);
        assertThat(sorted(joined)).isEqualTo(pairsWithin(1000));
    }

    @Test
    void joinsFlatlyInSessions() throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 2);
        FlatJoinFunction<Tuple3<Integer, Long, String>, Tuple3<Integer, Long, String>, String> twice =
                (left, right, out) -> {
                    out.collect(left.f2);
                    out.collect(right.f2);
                };
        DataStream<String> joined = stream(env, LEFT.subList(0, 2))
                .join(stream(env, RIGHT.subList(0, 2)))
                .where(left -> left.f0)
                .equalTo(right -> right.f0)
                .window(EventTimeSessionWindows.withGap(Duration.ofMillis(500)))
                .apply(twice, Types.STRING);
        assertThat(sorted(joined)).containsExactly("l0", "l1", "r0", "r1");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void coGroupsWindowsOfEitherSide(RuntimeExecutionMode mode, int parallelism) throws Exception {
        StreamExecutionEnvironment env = Results.stream(mode, parallelism);
        DataStream<String> grouped = stream(env, LEFT)
                .coGroup(stream(env, RIGHT))
                .where(left -> left.f0)
                .equalTo(right -> right.f0)
                .window(TumblingEventTimeWindows.of(Duration.ofMillis(1000)))
                .apply((lefts, rights, out) -> out.collect(names(lefts) + "|" + names(rights)), Types.STRING);
        TreeSet<String> model = new TreeSet<>();
        for (int key = 0; key < 5; key++) {
            for (long window = 0; window <= 4; window++) {
                int of = key;
                long at = window;
                String both = names(LEFT.stream()
                                .filter(e -> e.f0 == of && e.f1 / 1000 == at)
                                .toList()) + "|"
                        + names(RIGHT.stream()
                                .filter(e -> e.f0 == of && e.f1 / 1000 == at)
                                .toList());
                if (both.length() > 1) {
                    model.add(both);
                }
            }
        }
        assertThat(sorted(grouped)).isEqualTo(List.copyOf(model));
    }

    private static String names(Iterable<Tuple3<Integer, Long, String>> events) {
        TreeSet<String> names = new TreeSet<>();
        events.forEach(event -> names.add(event.f2));
        return String.join(",", names);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void joinsWithinAnInterval(RuntimeExecutionMode mode, int parallelism) throws Exception {
        StreamExecutionEnvironment env = Results.stream(mode, parallelism);
        DataStream<String> joined = stream(env, LEFT)
                .keyBy(left -> left.f0)
                .intervalJoin(stream(env, RIGHT).keyBy(right -> right.f0))
                .between(Duration.ofMillis(-300), Duration.ofMillis(250))
                .lowerBoundExclusive()
                .process(new Pair());
        List<String> model = new ArrayList<>();
        for (Tuple3<Integer, Long, String> left : LEFT) {
            for (Tuple3<Integer, Long, String> right : RIGHT) {
                long distance = right.f1 - left.f1;
                if (left.f0.equals(right.f0) && distance > -300 && distance <= 250) {
                    model.add(left.f2 + right.f2 + "@" + Math.max(left.f1, right.f1));
                }
            }
        }
        assertThat(sorted(joined)).isEqualTo(sorted(model)).isNotEmpty();
    }

    private static final class Pair
            extends ProcessJoinFunction<Tuple3<Integer, Long, String>, Tuple3<Integer, Long, String>, String> {
        @Override
        public void processElement(
                Tuple3<Integer, Long, String> left,
                Tuple3<Integer, Long, String> right,
                Context ctx,
                Collector<String> out) {
            assertThat(ctx.getLeftTimestamp()).isEqualTo(left.f1);
            assertThat(ctx.getRightTimestamp()).isEqualTo(right.f1);
            out.collect(left.f2 + right.f2 + "@" + ctx.getTimestamp());
        }
    }

    @Test
    void sendsWhatComesTooLateForAnIntervalAside() throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 1);
        OutputTag<Tuple3<Integer, Long, String>> late = new OutputTag<>("late") {};
        List<Tuple3<Integer, Long, String>> events =
                List.of(Tuple3.of(1, 1000L, "a"), Tuple3.of(1, 400L, "late"), Tuple3.of(1, 1100L, "b"));
        DataStream<Tuple3<Integer, Long, String>> self = env.fromCollection(events)
                .assignTimestampsAndWatermarks(WatermarkStrategy.forGenerator(context -> new EachRecord())
                        .withTimestampAssigner((event, before) -> event.f1));
        SingleOutputStreamOperator<String> joined = self.keyBy(e -> e.f0)
                .intervalJoin(self.keyBy(e -> e.f0))
                .between(Duration.ofMillis(1), Duration.ofMillis(200))
                .sideOutputLeftLateData(late)
                .process(new Pair());
        DataStream<String> all = joined.union(joined.getSideOutput(late).map(e -> e.f2));
        assertThat(sorted(all)).containsExactly("ab@1100", "late");
    }

    /** A watermark after each record. */
    private static final class EachRecord
            implements io.millrace.dataflow.eventtime.WatermarkGenerator<Tuple3<Integer, Long, String>> {
        @Override
        public void onEvent(
                Tuple3<Integer, Long, String> event,
                long eventTimestamp,
                io.millrace.dataflow.eventtime.WatermarkOutput output) {
            output.emitWatermark(new io.millrace.dataflow.eventtime.Watermark(eventTimestamp - 1));
        }

        @Override
        public void onPeriodicEmit(io.millrace.dataflow.eventtime.WatermarkOutput output) {}
    }

    private static final MapStateDescriptor<String, Integer> RULES =
            new MapStateDescriptor<>("rules", Types.STRING, Types.INT);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void showsBroadcastStateToEveryInstance(int parallelism) throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.BATCH, parallelism);
        BroadcastStream<Tuple2<String, Integer>> rules =
                env.fromData(Tuple2.of("add", 10), Tuple2.of("times", 3)).broadcast(RULES);
        DataStream<Long> results = env.fromSequence(1, 100).connect(rules).process(new ByRules());
        assertThat(sorted(results))
                .isEqualTo(sorted(IntStream.rangeClosed(1, 100)
                        .mapToObj(i -> (i + 10) * 3)
                        .toList()));
    }

    /** One source feeds both sides, and its records are more than all channels hold. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsTheBroadcastSideFirstAlsoIfItsSourceFeedsTheOtherOne(int parallelism) throws Exception {
        Configuration pipelined = new Configuration();
        pipelined.set(ExecutionOptions.BATCH_SHUFFLE_MODE, BatchShuffleMode.ALL_EXCHANGES_PIPELINED);
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.BATCH, parallelism);
        env.configure(pipelined);
        int count = 40_000;
        DataStream<Long> numbers = env.fromSequence(1, count).map(n -> n);
        BroadcastStream<Long> everywhere =
                numbers.map(n -> n).broadcast(new MapStateDescriptor<>("all", Types.LONG, Types.LONG));
        DataStream<Long> missing = numbers.connect(everywhere).process(new CountsBeforeItStarts(count));
        assertThat(Results.sorted(missing)).isEmpty();
        DataStream<Long> ofKeys = numbers.keyBy(n -> n % 7).connect(everywhere).process(new KeyedCounts(count));
        assertThat(Results.sorted(ofKeys)).isEmpty();
    }

    /** Emits records of the first side that came before all of the other one. */
    private static final class CountsBeforeItStarts extends BroadcastProcessFunction<Long, Long, Long> {
        private final int expected;
        private int seen;

        CountsBeforeItStarts(int expected) {
            this.expected = expected;
        }

        @Override
        public void processElement(Long value, ReadOnlyContext ctx, Collector<Long> out) {
            if (seen < expected) {
                out.collect(value);
            }
        }

        @Override
        public void processBroadcastElement(Long value, Context ctx, Collector<Long> out) {
            seen++;
        }
    }

    private static final class KeyedCounts extends KeyedBroadcastProcessFunction<Long, Long, Long, Long> {
        private final int expected;
        private int seen;

        KeyedCounts(int expected) {
            this.expected = expected;
        }

        @Override
        public void processElement(Long value, ReadOnlyContext ctx, Collector<Long> out) {
            if (seen < expected) {
                out.collect(value);
            }
        }

        @Override
        public void processBroadcastElement(Long value, Context ctx, Collector<Long> out) {
            seen++;
        }
    }

    private static final class ByRules extends BroadcastProcessFunction<Long, Tuple2<String, Integer>, Long> {
        @Override
        public void processElement(Long value, ReadOnlyContext ctx, Collector<Long> out) throws Exception {
            assertThatThrownBy(() -> ctx.getBroadcastState(RULES).clear())
                    .isInstanceOf(UnsupportedOperationException.class);
            out.collect((value + ctx.getBroadcastState(RULES).get("add"))
                    * ctx.getBroadcastState(RULES).get("times"));
        }

        @Override
        public void processBroadcastElement(Tuple2<String, Integer> rule, Context ctx, Collector<Long> out)
                throws Exception {
            ctx.getBroadcastState(RULES).put(rule.f0, rule.f1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void appliesABroadcastRecordToTheStateOfAllKeys(int parallelism) throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, parallelism);
        BroadcastStream<Tuple2<String, Integer>> rules = stream(env, List.of(Tuple3.of(0, 0L, "report")))
                .map(e -> Tuple2.of(e.f2, 1))
                .broadcast(RULES);
        DataStream<String> results =
                env.fromSequence(0, 99).keyBy(value -> value % 5).connect(rules).process(new CountPerKey());
        List<String> found = sorted(results);
        assertThat(found.stream().filter(line -> line.startsWith("end ")))
                .containsExactly("end 0=20", "end 1=20", "end 2=20", "end 3=20", "end 4=20");
        assertThat(found.stream().filter(line -> line.startsWith("key ")))
                .allMatch(line -> line.matches("key [0-4]<=20"));
    }

    private static final class CountPerKey
            extends KeyedBroadcastProcessFunction<Long, Long, Tuple2<String, Integer>, String> {
        private static final ValueStateDescriptor<Integer> COUNT = new ValueStateDescriptor<>("count", Types.INT);

        @Override
        public void processElement(Long value, ReadOnlyContext ctx, Collector<String> out) throws Exception {
            ValueState<Integer> count = getRuntimeContext().getState(COUNT);
            count.update(count.value() == null ? 1 : count.value() + 1);
            ctx.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        }

        @Override
        public void processBroadcastElement(Tuple2<String, Integer> rule, Context ctx, Collector<String> out)
                throws Exception {
            ctx.applyToKeyedState(COUNT, (key, count) -> {
                assertThat(count.value()).isBetween(1, 20);
                out.collect("key " + key + "<=20");
            });
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) throws Exception {
            out.collect("end " + ctx.getCurrentKey() + "="
                    + getRuntimeContext().getState(COUNT).value());
        }
    }

    @Test
    void refusesTheWrongKindOfBroadcastFunction() {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 1);
        BroadcastStream<Tuple2<String, Integer>> rules =
                env.fromData(Tuple2.of("add", 10)).broadcast(RULES);
        assertThatThrownBy(() -> env.fromSequence(1, 2).connect(rules).process(new CountPerKey()))
                .hasMessageContaining("keyBy");
        assertThatThrownBy(() ->
                        env.fromSequence(1, 2).keyBy(v -> v).connect(rules).process(new ByRules()))
                .hasMessageContaining("KeyedBroadcastProcessFunction");
    }
}
