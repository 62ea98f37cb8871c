package io.millrace.testing.programs;

import static io.millrace.testing.programs.Results.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.RuntimeExecutionMode;
import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.functions.AggregateFunction;
import io.millrace.dataflow.functions.RichMapPartitionFunction;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.serialization.SimpleStringSchema;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.CloseableIterator;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataset.io.TextInputFormat;
import io.millrace.datastream.DataStream;
import io.millrace.datastream.DataStreamUtils;
import io.millrace.datastream.KeyedStream;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.UnsupportedTimeCharacteristicException;
import io.millrace.datastream.functions.source.FileProcessingMode;
import io.millrace.datastream.windowing.time.Time;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stream programs in older or rarer words of the API. */
@Timeout(120)
@SuppressWarnings("deprecation")
class PortedStreamsTest {
    @TempDir
    Path folder;

    private static final List<Tuple3<Integer, Long, String>> EVENTS = IntStream.range(0, 40)
            .mapToObj(i -> Tuple3.of(i % 4, i * 100L, "e" + i))
            .toList();

    static java.util.stream.Stream<org.junit.jupiter.params.provider.Arguments> modes() {
        return Results.modes();
    }

    private static DataStream<Tuple3<Integer, Long, String>> events(StreamExecutionEnvironment env) {
        return env.fromCollection(EVENTS)
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Tuple3<Integer, Long, String>>forMonotonousTimestamps()
                                .withTimestampAssigner((event, before) -> event.f1));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void projectsFieldsOfTuples(RuntimeExecutionMode mode, int parallelism) throws Exception {
        DataStream<Tuple2<String, Integer>> projected =
                events(Results.stream(mode, parallelism)).project(2, 0);
        assertThat(projected.getType()).isEqualTo(Types.TUPLE(Types.STRING, Types.INT));
        assertThat(sorted(projected))
                .isEqualTo(
                        sorted(EVENTS.stream().map(e -> Tuple2.of(e.f2, e.f0)).toList()));
    }

    @Test
    void refusesToProjectWhatIsNoTuple() {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 1);
        assertThatThrownBy(() -> env.fromElements("a", "b").project(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> env.fromElements(Tuple2.of(1, 2)).project(2))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void putsRecordsIntoTimeWindows(RuntimeExecutionMode mode, int parallelism) throws Exception {
        DataStream<Tuple2<Integer, Long>> sums = events(Results.stream(mode, parallelism))
                .<Tuple2<Integer, Long>>project(0, 1)
                .keyBy(0)
                .timeWindow(Time.seconds(2))
                .sum(1);
        List<Object> model = new ArrayList<>();
        for (int key = 0; key < 4; key++) {
            for (long window = 0; window < 2; window++) {
                int of = key;
                long at = window;
                model.add(Tuple2.of(
                        key,
                        EVENTS.stream()
                                .filter(e -> e.f0 == of && e.f1 / 2000 == at)
                                .mapToLong(e -> e.f1)
                                .sum()));
            }
        }
        assertThat(sorted(sums)).isEqualTo(sorted(model));
    }

    @Test
    void putsAllRecordsIntoSlidingTimeWindows() throws Exception {
        DataStream<Long> counts = events(Results.stream(RuntimeExecutionMode.STREAMING, 2))
                .map(event -> 1L)
                .returns(Types.LONG)
                .timeWindowAll(Time.seconds(2), Time.seconds(1))
                .apply(Long::sum, (window, sums, out) -> sums.forEach(out::collect), Types.LONG);
        assertThat(sorted(counts)).containsExactly("10", "10", "20", "20", "20");
    }

    @Test
    void sendsRecordsWhereAPartitionerOfAFieldSays() throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 4);
        DataStream<Integer> right = events(env)
                .partitionCustom((Integer key, int partitions) -> key % partitions, 0)
                .process(
                        new io.millrace.datastream.functions.ProcessFunction<Tuple3<Integer, Long, String>, Integer>() {
                            @Override
                            public void processElement(
                                    Tuple3<Integer, Long, String> event, Context context, Collector<Integer> out) {
                                int here = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
                                out.collect(here - event.f0);
                            }
                        });
        assertThat(sorted(right)).hasSize(40).containsOnly("0");
    }

    // ------------------------------------------------------------------ partitions as windows

    private static final class CountAndSum extends RichMapPartitionFunction<Long, Tuple2<Integer, Long>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void mapPartition(Iterable<Long> values, Collector<Tuple2<Integer, Long>> out) {
            int count = 0;
            long sum = 0;
            for (long value : values) {
                count++;
                sum += value;
            }
            out.collect(Tuple2.of(count, sum));
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void takesEachInstanceAsAWindow(RuntimeExecutionMode mode, int parallelism) throws Exception {
        StreamExecutionEnvironment env = Results.stream(mode, parallelism);
        List<Tuple2<Integer, Long>> partitions = DataStreamUtils.collectBoundedStream(
                env.fromSequence(1, 1000).fullWindowPartition().mapPartition(new CountAndSum()), "partitions");
        assertThat(partitions).hasSize(parallelism);
        assertThat(partitions.stream().mapToInt(p -> p.f0).sum()).isEqualTo(1000);
        assertThat(partitions.stream().mapToLong(p -> p.f1).sum()).isEqualTo(500500);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void reducesEachInstance(RuntimeExecutionMode mode, int parallelism) throws Exception {
        StreamExecutionEnvironment env = Results.stream(mode, parallelism);
        List<Long> sums = DataStreamUtils.collectBoundedStream(
                env.fromSequence(1, 1000).fullWindowPartition().reduce(Long::sum), "sums");
        assertThat(sums).hasSizeBetween(1, parallelism);
        assertThat(sums.stream().mapToLong(sum -> sum).sum()).isEqualTo(500500);
    }

    private static final class Longest implements AggregateFunction<String, String, Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public String createAccumulator() {
            return "";
        }

        @Override
        public String add(String value, String accumulator) {
            return value.length() > accumulator.length() ? value : accumulator;
        }

        @Override
        public Integer getResult(String accumulator) {
            return accumulator.length();
        }

        @Override
        public String merge(String a, String b) {
            return add(a, b);
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aggregatesAndSortsEachInstance(RuntimeExecutionMode mode, int parallelism) throws Exception {
        StreamExecutionEnvironment env = Results.stream(mode, parallelism);
        DataStream<String> words =
                env.fromElements("ccc", "a", "bb", "dddd").map(word -> word).setParallelism(1);
        assertThat(words.fullWindowPartition().aggregate(new Longest()).executeAndCollect(1))
                .containsExactly(4);
        assertThat(words.fullWindowPartition()
                        .sortPartition(String::length, Order.DESCENDING)
                        .executeAndCollect(4))
                .containsExactly("dddd", "ccc", "bb", "a");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void takesEachKeyAsAWindow(RuntimeExecutionMode mode, int parallelism) throws Exception {
        StreamExecutionEnvironment env = Results.stream(mode, parallelism);
        DataStream<Tuple2<Integer, Long>> perKey = env.fromSequence(1, 1000)
                .keyBy(number -> number % 10)
                .fullWindowPartition()
                .mapPartition(new CountAndSum());
        List<Object> model = new ArrayList<>();
        for (int key = 0; key < 10; key++) {
            int of = key;
            model.add(Tuple2.of(
                    100,
                    LongStream.rangeClosed(1, 1000).filter(n -> n % 10 == of).sum()));
        }
        assertThat(sorted(perKey)).isEqualTo(sorted(model));
    }

    // ------------------------------------------------------------------ beside the job

    @Test
    void collectsSeveralStreamsOfOneJob() throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 2);
        DataStream<Long> numbers = env.fromSequence(0, 99);
        try (CloseableIterator<Long> small = numbers.filter(n -> n < 10).collectAsync();
                CloseableIterator<Long> large = numbers.filter(n -> n >= 90).collectAsync()) {
            assertThatThrownBy(small::hasNext).isInstanceOf(IllegalStateException.class);
            JobClient client = env.executeAsync();
            List<Object> all = new ArrayList<>();
            small.forEachRemaining(all::add);
            large.forEachRemaining(all::add);
            assertThat(all).hasSize(20);
            assertThat(client.getJobExecutionResult().get().getJobID()).isEqualTo(client.getJobID());
        }
    }

    @Test
    void collectsSoManyOfAStreamThatDoesNotEnd() throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 1);
        assertThat(DataStreamUtils.collectUnboundedStream(env.fromSequence(0, Long.MAX_VALUE), 5, "unbounded"))
                .containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void takesAStreamForKeyedAsItLies(RuntimeExecutionMode mode, int parallelism) throws Exception {
        StreamExecutionEnvironment env = Results.stream(mode, parallelism);
        DataStream<Long> lies = env.fromSequence(1, 1000).keyBy(n -> n % 10).map(n -> n);
        KeyedStream<Long, Long> keyed = DataStreamUtils.reinterpretAsKeyedStream(lies, n -> n % 10, Types.LONG);
        assertThat(sorted(keyed.fullWindowPartition().reduce(Math::max)))
                .isEqualTo(sorted(LongStream.rangeClosed(991, 1000).boxed().toList()));
    }

    @Test
    void refusesIntervalsInProcessingTime() {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 1);
        KeyedStream<Long, Long> keyed = env.fromSequence(0, 1).keyBy(n -> n);
        assertThatThrownBy(() -> keyed.intervalJoin(keyed).inProcessingTime())
                .isInstanceOf(UnsupportedTimeCharacteristicException.class);
    }

    // ------------------------------------------------------------------ files and sockets

    private void put(String name, long time, String... lines) throws Exception {
        Path hidden = Files.write(folder.resolve("." + name), List.of(lines));
        Files.setLastModifiedTime(hidden, FileTime.fromMillis(time));
        Files.move(hidden, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void readsFilesThatComeAndThoseThatChange() throws Exception {
        put("one", 1_000_000, "a", "b");
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 2);
        TextInputFormat format = new TextInputFormat(new io.millrace.dataflow.fs.Path(folder.toUri()));
        try (CloseableIterator<String> lines = env.readFile(
                        format, folder.toUri().toString(), FileProcessingMode.PROCESS_CONTINUOUSLY, 5)
                .executeAndCollect()) {
            assertThat(List.of(lines.next(), lines.next())).containsExactlyInAnyOrder("a", "b");
            put("two", 2_000_000, "c");
            assertThat(lines.next()).isEqualTo("c");
            put("one", 3_000_000, "a", "d");
            assertThat(List.of(lines.next(), lines.next())).containsExactlyInAnyOrder("a", "d");
        }
    }

    @Test
    void readsFilesOnce() throws Exception {
        put("one", 1_000_000, "a", "b");
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 2);
        TextInputFormat format = new TextInputFormat(new io.millrace.dataflow.fs.Path(folder.toUri()));
        assertThat(sorted(env.readFile(format, folder.toUri().toString(), FileProcessingMode.PROCESS_ONCE, -1)))
                .containsExactly("a", "b");
    }

    @Test
    void writesToASocket() throws Exception {
        try (ServerSocket server = new ServerSocket(0)) {
            CompletableFuture<List<String>> received = CompletableFuture.supplyAsync(() -> {
                try (Socket socket = server.accept();
                        BufferedReader reader = new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                    return reader.lines().toList();
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 1);
            env.fromElements("a", "b", "c")
                    .map(line -> line + "\n")
                    .returns(Types.STRING)
                    .writeToSocket("localhost", server.getLocalPort(), new SimpleStringSchema());
            env.execute();
            assertThat(received.get()).containsExactly("a", "b", "c");
        }
    }
}
