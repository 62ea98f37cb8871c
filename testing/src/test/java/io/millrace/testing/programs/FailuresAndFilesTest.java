package io.millrace.testing.programs;

import static io.millrace.testing.programs.Results.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.millrace.dataflow.JobExecutionException;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.RuntimeExecutionMode;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.fs.FileSystem.WriteMode;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.functions.KeyedProcessFunction;
import io.millrace.datastream.functions.sink.DiscardingSink;
import io.millrace.datastream.functions.sink.SinkFunction;
import io.millrace.datastream.functions.source.SourceFunction;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong in programs and their files, and what is left behind. */
@Timeout(60)
class FailuresAndFilesTest {
    @TempDir
    Path directory;

    /** A program that fails in user code. */
    private interface Program {
        void run() throws Exception;
    }

    private static <T> T fail() {
        throw new IllegalStateException("user's mistake");
    }

    private static ExecutionEnvironment batch() {
        return ExecutionEnvironment.createLocalEnvironment(3);
    }

    private static StreamExecutionEnvironment stream() {
        return Results.stream(RuntimeExecutionMode.STREAMING, 3);
    }

    static Stream<Arguments> failingPrograms() {
        return Stream.of(
                failing(
                        "my map",
                        () -> batch().fromElements(1)
                                .map(x -> x == 1 ? FailuresAndFilesTest.<Integer>fail() : x)
                                .name("my map")
                                .collect()),
                failing(
                        "Filter",
                        () -> batch().fromElements(1)
                                .filter(x -> FailuresAndFilesTest.<Boolean>fail())
                                .count()),
                failing(
                        "Reduce",
                        () -> batch().fromElements(1, 1)
                                .groupBy(x -> x)
                                .reduce((x, y) -> FailuresAndFilesTest.<Integer>fail())
                                .collect()),
                failing("Join", () -> {
                    DataSet<Integer> one = batch().fromElements(1);
                    one.join(one)
                            .where(x -> x)
                            .equalTo(x -> x)
                            .with((x, y) -> FailuresAndFilesTest.<Integer>fail())
                            .collect();
                }),
                failing(
                        "Map",
                        () -> batch().fromElements(1).map(new BadLife(true)).collect()),
                failing(
                        "Map",
                        () -> batch().fromElements(1).map(new BadLife(false)).collect()),
                failing("KeyedProcess", () -> {
                    StreamExecutionEnvironment env = stream();
                    env.fromData(1).keyBy(x -> x).process(new BadTimer()).print();
                    env.execute();
                }),
                failing("bad source", () -> {
                    StreamExecutionEnvironment env = stream();
                    env.addSource(new BadSource(), "bad source").print();
                    env.execute();
                }),
                failing("Sink: bad sink", () -> {
                    StreamExecutionEnvironment env = stream();
                    env.fromSequence(1, Long.MAX_VALUE).addSink(new BadSink()).name("Sink: bad sink");
                    env.execute();
                }));
    }

    private static Arguments failing(String operator, Program program) {
        return Arguments.of(operator, program);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failingPrograms")
    void namesTheOperatorAndShowsTheUsersStackTrace(String operator, Program program) {
        Throwable failure = catchThrowable(program::run);
        assertThat(failure).isInstanceOf(JobExecutionException.class).hasMessageContaining(operator + "'");
        assertThat(failure)
                .rootCause()
                .hasMessageContaining("user's mistake")
                .satisfies(cause ->
                        assertThat(cause.getStackTrace()[0].getMethodName()).isEqualTo("fail"));
    }

    private static final class BadLife extends RichMapFunction<Integer, Integer> {
        private static final long serialVersionUID = 1L;

        private final boolean atOpen;

        BadLife(boolean atOpen) {
            this.atOpen = atOpen;
        }

        @Override
        public void open(OpenContext context) {
            if (atOpen) {
                fail();
            }
        }

        @Override
        public Integer map(Integer value) {
            return value;
        }

        @Override
        public void close() {
            if (!atOpen) {
                fail();
            }
        }
    }

    private static final class BadTimer extends KeyedProcessFunction<Integer, Integer, Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Integer value, Context context, Collector<Integer> out) {
            context.timerService().registerEventTimeTimer(1);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<Integer> out) {
            fail();
        }
    }

    private static final class BadSource implements SourceFunction<Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public void run(SourceContext<Integer> context) {
            context.collect(1);
            fail();
        }

        @Override
        public void cancel() {}
    }

    private static final class BadSink implements SinkFunction<Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public void invoke(Long value, Context context) {
            if (value == 777) {
                fail();
            }
        }
    }

    private int field = 5;

    @Test
    void refusesFunctionsThatHoldTheirOuterObject() throws Exception {
        DataSet<Integer> data = batch().fromElements(1, 2);
        assertThat(data.map(new MapFunction<Integer, Integer>() {
                            @Override
                            public Integer map(Integer x) {
                                return x + 1;
                            }
                        })
                        .reduce(Integer::sum)
                        .collect())
                .containsExactly(5);
        assertThatThrownBy(() -> data.map(x -> x + field))
                .hasMessageContaining("not serializable")
                .hasMessageContaining(getClass().getName());
    }

    @Test
    void runsAgainAfterAFailureAndLeavesNothingBehind() throws Exception {
        ExecutionEnvironment env = batch();
        env.generateSequence(1, 5)
                .map(x -> x == 5 ? FailuresAndFilesTest.<Long>fail() : x)
                .writeAsText(directory.resolve("out").toString());
        assertThatThrownBy(env::execute).isInstanceOf(JobExecutionException.class);
        assertThat(directory).isEmptyDirectory();
        env.generateSequence(1, 5).writeAsText(directory.resolve("out").toString());
        env.execute();
        assertThat(env.readTextFile(directory.resolve("out").toString()).count())
                .isEqualTo(5);
    }

    @Test
    void cancelsAStreamWithoutEnd() throws Exception {
        StreamExecutionEnvironment env = stream();
        env.fromSequence(1, Long.MAX_VALUE).rebalance().addSink(new DiscardingSink<>());
        JobClient client = env.executeAsync("endless");
        client.cancel().get(30, TimeUnit.SECONDS);
        assertThatThrownBy(() -> client.getJobExecutionResult().get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class);
        assertThat(client.getJobStatus().get()).isEqualTo(JobStatus.CANCELED);
    }

    @Test
    void readsEveryLineOfADirectoryOnce() throws Exception {
        Files.writeString(directory.resolve("crlf"), "a\r\nb\r\n\r\nlast");
        Files.createFile(directory.resolve("empty"));
        Files.writeString(directory.resolve("_hidden"), "no\n");
        Files.writeString(directory.resolve(".hidden"), "no\n");
        Files.createDirectory(directory.resolve("below"));
        Files.writeString(directory.resolve("below/file"), "nested\n");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(directory.resolve("z.gz")))) {
            out.write("gz\u00e4\u4e2d\n".getBytes(StandardCharsets.UTF_8));
        }
        List<String> expected = List.of("", "a", "b", "gz\u00e4\u4e2d", "last");
        Configuration nested = new Configuration();
        nested.setBoolean("recursive.file.enumeration", true);
        assertThat(sorted(batch().readTextFile(directory.toString()).collect())).isEqualTo(expected);
        assertThat(sorted(stream().readTextFile(directory.toUri().toString()))).isEqualTo(expected);
        assertThat(sorted(batch().readTextFile(directory.toString())
                        .withParameters(nested)
                        .collect()))
                .hasSize(6)
                .contains("nested");
    }

    @Test
    void movesLinesOfAMegabyteAndManySplits() throws Exception {
        String line = "x".repeat(1 << 20);
        Path large = Files.writeString(directory.resolve("large"), line + "\n" + line + "y\n");
        assertThat(sorted(batch().readTextFile(large.toString())
                        .rebalance()
                        .groupBy(s -> s)
                        .first(1)
                        .map(String::length)
                        .collect()))
                .containsExactly("1048576", "1048577");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            lines.append("line ").append(i).append('\n');
        }
        Path many = Files.writeString(directory.resolve("many"), lines);
        assertThat(batch().readTextFile(many.toString()).distinct().count()).isEqualTo(100_000);
    }

    @Test
    void writesFilesOrDirectoriesAndReplacesOnlyIfAllowed() throws Exception {
        ExecutionEnvironment env = batch();
        DataSet<Tuple2<Integer, String>> data = env.fromElements(Tuple2.of(1, "a"), Tuple2.of(2, "b,\u00fc"));
        String one = directory.resolve("deep/one").toString();
        data.writeAsText(one).setParallelism(1);
        data.writeAsCsv(directory.resolve("csv").toString(), "\n", ";");
        env.execute();
        assertThat(directory.resolve("deep/one")).isRegularFile().hasContent("(1,a)\n(2,b,\u00fc)");
        assertThat(directory.resolve("csv")).isDirectory().isDirectoryContaining("glob:**/_SUCCESS");
        assertThat(sorted(env.readTextFile(directory.resolve("csv").toString()).collect()))
                .containsExactly("1;a", "2;b,\u00fc");

        data.writeAsText(one).setParallelism(1);
        assertThatThrownBy(env::execute).hasMessageContaining("deep/one").hasMessageContaining("exists already");
        data.first(1).writeAsText(one, WriteMode.OVERWRITE).setParallelism(1);
        env.execute();
        assertThat(directory.resolve("deep/one")).isRegularFile();
        assertThat(Files.readAllLines(directory.resolve("deep/one"))).hasSize(1);
        assertThatThrownBy(() -> env.readTextFile(directory + "/missing").collect())
                .hasMessageContaining("missing")
                .hasMessageContaining("does not exist");
    }
}
