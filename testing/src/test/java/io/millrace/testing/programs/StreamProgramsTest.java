package io.millrace.testing.programs;

import static io.millrace.testing.programs.Results.sorted;
import static io.millrace.testing.programs.Results.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.RuntimeExecutionMode;
import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.functions.AggregateFunction;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.state.AggregatingState;
import io.millrace.dataflow.state.AggregatingStateDescriptor;
import io.millrace.dataflow.state.ListState;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.state.MapState;
import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.dataflow.state.ReducingState;
import io.millrace.dataflow.state.ReducingStateDescriptor;
import io.millrace.dataflow.state.ValueState;
import io.millrace.dataflow.state.ValueStateDescriptor;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.DataStream;
import io.millrace.datastream.SingleOutputStreamOperator;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.functions.KeyedProcessFunction;
import io.millrace.datastream.functions.ProcessFunction;
import io.millrace.datastream.functions.co.CoMapFunction;
import io.millrace.datastream.functions.co.KeyedCoProcessFunction;
import io.millrace.datastream.functions.windowing.ProcessWindowFunction;
import io.millrace.datastream.windowing.assigners.EventTimeSessionWindows;
import io.millrace.datastream.windowing.assigners.SlidingEventTimeWindows;
import io.millrace.datastream.windowing.assigners.TumblingEventTimeWindows;
import io.millrace.datastream.windowing.assigners.TumblingProcessingTimeWindows;
import io.millrace.datastream.windowing.windows.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows, state, timers and side outputs; in both modes, with the same results. */
class StreamProgramsTest {
    private static final String MODES = "io.millrace.testing.programs.Results#modes";

    /** An event, a public POJO. */
    public static class Event {
        public String key = "";
        public long time;
        public int value;

        public Event() {}

        Event(String key, long time, int value) {
            this.key = key;
            this.time = time;
            this.value = value;
        }

        @Override
        public String toString() {
            return key + "@" + time + "=" + value;
        }
    }

    /** A word and its count, as on the front page. */
    public static class WordWithCount {
        public String word = "";
        public long count;

        public WordWithCount() {}

        WordWithCount(String word, long count) {
            this.word = word;
            this.count = count;
        }
    }

    /** At most a second out of order. */
    private static List<Event> events(int count, int keys, int jitter) {
        Random random = new Random(31L * count + keys);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long time = Math.max(0, i * 100L - random.nextInt(jitter + 1));
            events.add(new Event("k" + random.nextInt(keys), time, random.nextInt(10)));
        }
        return events;
    }

    private static List<String> model(List<Event> events, long size, long slide) {
        Map<String, Integer> sums = new TreeMap<>();
        for (Event e : events) {
            for (long start = Math.floorDiv(e.time, slide) * slide; start > e.time - size; start -= slide) {
                sums.merge(shown(e.key, start, start + size), e.value, Integer::sum);
            }
        }
        return lines(sums);
    }

    private static List<String> lines(Map<String, Integer> sums) {
        return sorted(sums.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .toList());
    }

    private static String shown(String key, long start, long end) {
        return key + "[" + start + "," + end + ")";
    }

    private static DataStream<Event> timed(StreamExecutionEnvironment env, List<Event> events) {
        return env.fromData(events)
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Event>forBoundedOutOfOrderness(Duration.ofMillis(1000))
                                .withTimestampAssigner((event, before) -> event.time));
    }

    private static final class Sum extends ProcessWindowFunction<Event, String, String, TimeWindow> {
        private static final long serialVersionUID = 1L;

        @Override
        public void process(String key, Context context, Iterable<Event> events, Collector<String> out) {
            int sum = 0;
            for (Event event : events) {
                sum += event.value;
            }
            TimeWindow window = context.window();
            out.collect(shown(key, window.getStart(), window.getEnd()) + "=" + sum);
        }
    }

    private static final class Adding implements AggregateFunction<Event, Tuple2<Integer, Integer>, Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public Tuple2<Integer, Integer> createAccumulator() {
            return Tuple2.of(0, 0);
        }

        @Override
        public Tuple2<Integer, Integer> add(Event event, Tuple2<Integer, Integer> sum) {
            return Tuple2.of(sum.f0 + event.value, sum.f1 + 1);
        }

        @Override
        public Integer getResult(Tuple2<Integer, Integer> sum) {
            return sum.f0;
        }

        @Override
        public Tuple2<Integer, Integer> merge(Tuple2<Integer, Integer> a, Tuple2<Integer, Integer> b) {
            return Tuple2.of(a.f0 + b.f0, a.f1 + b.f1);
        }
    }

    private static final class WithWindow extends ProcessWindowFunction<Integer, String, String, TimeWindow> {
        private static final long serialVersionUID = 1L;

        @Override
        public void process(String key, Context context, Iterable<Integer> sums, Collector<String> out) {
            TimeWindow window = context.window();
            out.collect(shown(key, window.getStart(), window.getEnd()) + "="
                    + sums.iterator().next());
        }
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void countsTheWordsOfTheFrontPage(RuntimeExecutionMode mode, int parallelism) throws Exception {
        DataStream<WordWithCount> counts = stream(mode, parallelism)
                .fromData(ClassicBatchProgramsTest.LINES)
                .flatMap((String line, Collector<WordWithCount> out) -> {
                    for (String word : line.toLowerCase(Locale.ROOT).split("\\W+")) {
                        if (!word.isEmpty()) {
                            out.collect(new WordWithCount(word, 1));
                        }
                    }
                })
                .keyBy(wc -> wc.word)
                .window(TumblingProcessingTimeWindows.of(Duration.ofHours(5)))
                .sum("count");
        List<String> expected = mode == RuntimeExecutionMode.BATCH
                ? sorted(ClassicBatchProgramsTest.modelWordCount().entrySet())
                : List.of(); // a window of processing time that is still open when a stream ends says nothing
        assertThat(sorted(counts.map(wc -> wc.word + "=" + wc.count))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void sumsRollingOrAtTheEnd(RuntimeExecutionMode mode, int parallelism) throws Exception {
        List<String> results = sorted(stream(mode, parallelism)
                .fromData(ClassicBatchProgramsTest.LINES)
                .flatMap(new ClassicBatchProgramsTest.Tokenizer())
                .name("tokenizer")
                .keyBy(value -> value.f0)
                .sum(1)
                .name("counter"));
        List<String> expected = new ArrayList<>();
        ClassicBatchProgramsTest.modelWordCount().forEach((word, count) -> {
            for (int n = mode == RuntimeExecutionMode.BATCH ? count : 1; n <= count; n++) {
                expected.add("(" + word + "," + n + ")");
            }
        });
        assertThat(results).isEqualTo(sorted(expected));
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void windowsLikeAModel(RuntimeExecutionMode mode, int parallelism) throws Exception {
        List<Event> events = events(500, 5, 900);
        StreamExecutionEnvironment env = stream(mode, parallelism);
        assertThat(sorted(timed(env, events)
                        .keyBy(e -> e.key)
                        .window(TumblingEventTimeWindows.of(Duration.ofSeconds(3)))
                        .process(new Sum())))
                .isEqualTo(model(events, 3000, 3000));
        assertThat(sorted(timed(env, events)
                        .keyBy(e -> e.key)
                        .window(SlidingEventTimeWindows.of(Duration.ofSeconds(4), Duration.ofSeconds(1)))
                        .aggregate(new Adding(), new WithWindow())))
                .isEqualTo(model(events, 4000, 1000));
        assertThat(sorted(timed(env, events)
                        .keyBy(e -> e.key)
                        .window(TumblingEventTimeWindows.of(Duration.ofSeconds(2)))
                        .apply((String key, TimeWindow window, Iterable<Event> in, Collector<String> out) -> {
                            int sum = 0;
                            for (Event event : in) {
                                sum += event.value;
                            }
                            out.collect(shown(key, window.getStart(), window.getEnd()) + "=" + sum);
                        })))
                .isEqualTo(model(events, 2000, 2000));
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void closesSessionsLikeAModel(RuntimeExecutionMode mode, int parallelism) throws Exception {
        List<Event> events = events(200, 10, 900);
        Map<String, Integer> model = new TreeMap<>();
        for (String key : new TreeSet<>(events.stream().map(e -> e.key).toList())) {
            long start = 0;
            long end = -1;
            int sum = 0;
            List<Event> own = events.stream()
                    .filter(e -> e.key.equals(key))
                    .sorted(Comparator.comparing(e -> e.time))
                    .toList();
            for (Event e : own) {
                if (e.time > end) {
                    start = e.time;
                    sum = 0;
                } else {
                    model.remove(shown(key, start, end));
                }
                end = e.time + 1000;
                sum += e.value;
                model.put(shown(key, start, end), sum);
            }
        }
        assertThat(sorted(timed(stream(mode, parallelism), events)
                        .keyBy(e -> e.key)
                        .window(EventTimeSessionWindows.withGap(Duration.ofSeconds(1)))
                        .aggregate(new Adding(), new WithWindow())))
                .isEqualTo(lines(model));
    }

    /** Keeps the same sum in five kinds of state and compares them when its timer comes. */
    private static final class InEveryState extends KeyedProcessFunction<String, Event, String> {
        private static final long serialVersionUID = 1L;
        private static final long END = 1_000_000;

        private transient ValueState<@Nullable Integer> sum;
        private transient ListState<Integer> list;
        private transient MapState<Integer, Integer> map;
        private transient ReducingState<Integer> reducing;
        private transient AggregatingState<Event, Integer> aggregating;

        @Override
        public void open(OpenContext context) {
            sum = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", Types.INT));
            list = getRuntimeContext().getListState(new ListStateDescriptor<>("list", Integer.class));
            map = getRuntimeContext().getMapState(new MapStateDescriptor<>("map", Types.INT, Types.INT));
            reducing = getRuntimeContext()
                    .getReducingState(new ReducingStateDescriptor<>("reducing", Integer::sum, Integer.class));
            aggregating = getRuntimeContext()
                    .getAggregatingState(new AggregatingStateDescriptor<>(
                            "aggregating", new Adding(), Types.TUPLE(Types.INT, Types.INT)));
        }

        @Override
        public void processElement(Event event, Context context, Collector<String> out) throws Exception {
            Integer before = sum.value();
            sum.update((before == null ? 0 : before) + event.value);
            list.add(event.value);
            map.put(event.value, map.contains(event.value) ? map.get(event.value) + 1 : 1);
            reducing.add(event.value);
            aggregating.add(event);
            context.timerService().registerEventTimeTimer(END);
            context.timerService().registerEventTimeTimer(END + 1);
            context.timerService().deleteEventTimeTimer(END + 1);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) throws Exception {
            int listed = 0;
            for (int value : list.get()) {
                listed += value;
            }
            int mapped = 0;
            for (Map.Entry<Integer, Integer> entry : map.entries()) {
                mapped += entry.getKey() * entry.getValue();
            }
            out.collect(context.getCurrentKey() + " at " + timestamp + ": " + sum.value() + " " + listed + " " + mapped
                    + " " + reducing.get() + " " + aggregating.get());
        }
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void keepsEveryKindOfStateAndFiresTimersOnce(RuntimeExecutionMode mode, int parallelism) throws Exception {
        List<Event> events = events(300, 6, 0);
        Map<String, Integer> sums = new TreeMap<>();
        events.forEach(e -> sums.merge(e.key, e.value, Integer::sum));
        List<String> expected = sums.entrySet().stream()
                .map(e -> e.getKey() + " at 1000000:" + (" " + e.getValue()).repeat(5))
                .toList();
        assertThat(sorted(timed(stream(mode, parallelism), events)
                        .keyBy(e -> e.key)
                        .process(new InEveryState())))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void sendsLongWordsAside(RuntimeExecutionMode mode, int parallelism) throws Exception {
        OutputTag<String> rejected = new OutputTag<String>("rejected") {};
        SingleOutputStreamOperator<Tuple2<String, Integer>> words = stream(mode, parallelism)
                .fromData(ClassicBatchProgramsTest.LINES)
                .process(new ProcessFunction<String, Tuple2<String, Integer>>() {
                    @Override
                    public void processElement(String line, Context context, Collector<Tuple2<String, Integer>> out) {
                        for (String word : line.split("\\W+")) {
                            if (word.length() > 6) {
                                context.output(rejected, word);
                            } else if (!word.isEmpty()) {
                                out.collect(Tuple2.of(word, 1));
                            }
                        }
                    }
                });
        DataStream<String> both =
                words.getSideOutput(rejected).map(word -> "-" + word).union(words.map(word -> "+" + word.f0));
        assertThat(sorted(both))
                .contains("-Whether", "-question", "-opposing", "-outrageous", "-fortune", "+arrows", "+sleep")
                .doesNotContain("+fortune", "-arrows");
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void connectsTwoStreams(RuntimeExecutionMode mode, int parallelism) throws Exception {
        StreamExecutionEnvironment env = stream(mode, parallelism);
        DataStream<Event> events = env.fromData(events(50, 4, 0));
        DataStream<String> wanted = env.fromData("k0", "k1");
        assertThat(sorted(events.connect(wanted).map(new CoMapFunction<Event, String, String>() {
                    @Override
                    public String map1(Event event) {
                        return "event";
                    }

                    @Override
                    public String map2(String key) {
                        return key;
                    }
                })))
                .hasSize(52)
                .contains("k0", "k1", "event");
        assertThat(sorted(events.connect(wanted)
                        .keyBy(event -> event.key, key -> key)
                        .process(new KeyedCoProcessFunction<String, Event, String, String>() {
                            private transient ValueState<@Nullable Boolean> open;
                            private transient ListState<String> waiting;

                            @Override
                            public void open(OpenContext context) {
                                open = getRuntimeContext().getState(new ValueStateDescriptor<>("open", Boolean.class));
                                waiting = getRuntimeContext()
                                        .getListState(new ListStateDescriptor<>("waiting", String.class));
                            }

                            @Override
                            public void processElement1(Event event, Context context, Collector<String> out)
                                    throws Exception {
                                if (open.value() == null) {
                                    waiting.add(event.toString());
                                } else {
                                    out.collect(event.toString());
                                }
                            }

                            @Override
                            public void processElement2(String key, Context context, Collector<String> out)
                                    throws Exception {
                                open.update(true);
                                for (String event : waiting.get()) {
                                    out.collect(event);
                                }
                                waiting.clear();
                            }
                        })))
                .isEqualTo(sorted(events(50, 4, 0).stream()
                        .filter(e -> e.key.equals("k0") || e.key.equals("k1"))
                        .toList()));
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void losesNothingOnAnyWay(RuntimeExecutionMode mode, int parallelism) throws Exception {
        StreamExecutionEnvironment env = stream(mode, parallelism);
        DataStream<Long> numbers = env.fromSequence(1, 100);
        DataStream<Long> all = numbers.rebalance()
                .map(x -> x)
                .union(
                        numbers.shuffle().map(x -> x),
                        numbers.rescale().map(x -> x),
                        numbers.global().map(x -> x),
                        numbers.forward().map(x -> x),
                        numbers.partitionCustom((key, n) -> (int) (key % n), x -> x)
                                .map(x -> x));
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            expected.addAll(java.util.Collections.nCopies(6, String.valueOf(i)));
        }
        assertThat(sorted(all)).isEqualTo(sorted(expected));
        assertThat(sorted(numbers.broadcast().map(x -> x))).hasSize(100 * parallelism);
    }
}
