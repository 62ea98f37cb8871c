package io.millrace.testing.failures;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.serialization.SimpleStringEncoder;
import io.millrace.dataflow.types.Types;
import io.millrace.datastream.DataStream;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.file.sink.FileSink;
import io.millrace.datastream.file.source.FileSource;
import io.millrace.datastream.file.source.reader.TextLineInputFormat;
import io.millrace.datastream.functions.sink.filesystem.RollingPolicy;
import io.millrace.datastream.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import io.millrace.datastream.functions.sink.filesystem.rollingpolicies.DefaultRollingPolicy;
import io.millrace.datastream.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import io.millrace.datastream.source.Boundedness;
import io.millrace.datastream.source.SplitEnumerator;
import io.millrace.datastream.source.base.hybrid.HybridSource;
import io.millrace.datastream.source.datagen.DataGeneratorSource;
import io.millrace.datastream.source.ratelimit.RateLimiterStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What jobs that fail twice read and write: each record is there once. */
@Timeout(120)
class SourcesAndSinksTest {
    private static final int EACH = 2_000;

    @TempDir
    Path folder;

    private final Trial trial = new Trial(2);

    @ParameterizedTest(name = "parallelism {0}, TaskManagers {1}")
    @CsvSource({"1,1", "2,2", "4,1"})
    void sourceFunctionsWithStateOfTheirOwn(int parallelism, int taskManagers) throws Exception {
        StreamExecutionEnvironment env = Jobs.environment(parallelism, taskManagers);
        long count = (long) EACH * parallelism;
        Jobs.finish(
                lines(trial.fail(env.addSource(new CountingSource(count, trial), Types.LONG))), trial, expected(count));
    }

    @ParameterizedTest(name = "parallelism {0}, TaskManagers {1}")
    @CsvSource({"1,1", "2,2", "4,1"})
    void filesThatAreRead(int parallelism, int taskManagers) throws Exception {
        StreamExecutionEnvironment env = Jobs.environment(parallelism, taskManagers);
        int files = 3 * parallelism;
        for (int i = 0; i < files; i++) {
            Files.write(folder.resolve("file-" + i), expected(EACH / 3));
        }
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            expected.addAll(expected(EACH / 3));
        }
        DataStream<String> lines = trial.hold(
                env,
                FileSource.forRecordStreamFormat(new TextLineInputFormat(), path())
                        .build(),
                Types.STRING,
                WatermarkStrategy.noWatermarks());
        Jobs.finish(trial.fail(lines), trial, expected);
    }

    /** Numbers, a few of them between two checkpoints, so that failures find any of the sources. */
    private static DataGeneratorSource<Long> slowly(long from, long count, int parallelism) {
        return new DataGeneratorSource<>(
                index -> from + index, count, RateLimiterStrategy.perCheckpoint(100 * parallelism), Types.LONG);
    }

    @ParameterizedTest(name = "parallelism {0}, TaskManagers {1}")
    @CsvSource({"1,1", "2,2", "4,1"})
    void sourcesOneAfterTheOther(int parallelism, int taskManagers) throws Exception {
        StreamExecutionEnvironment env = Jobs.environment(parallelism, taskManagers);
        long each = 300L * parallelism;
        HybridSource<Long> source = HybridSource.<Long, SplitEnumerator<?, ?>>builder(slowly(0, each, parallelism))
                .<SplitEnumerator<?, ?>, DataGeneratorSource<Long>>addSource(
                        context -> {
                            assertThat((Object) context.getPreviousEnumerator()).isNotNull();
                            return slowly(each, each, parallelism);
                        },
                        Boundedness.BOUNDED)
                .addSource(slowly(2 * each, each, parallelism))
                .build();
        DataStream<Long> numbers = env.fromSource(source, WatermarkStrategy.noWatermarks(), "one after the other");
        Jobs.finish(lines(trial.fail(numbers)), trial, expected(3 * each));
    }

    @ParameterizedTest(name = "parallelism {0}, TaskManagers {1}")
    @CsvSource({"1,1", "2,2", "4,1"})
    void transactions(int parallelism, int taskManagers) throws Exception {
        StreamExecutionEnvironment env = Jobs.environment(parallelism, taskManagers);
        long count = (long) EACH * parallelism;
        lines(trial.fail(trial.sequence(env, 0, count - 1))).rebalance().addSink(new TransactionSink(trial));
        env.execute();
        Jobs.check(trial.committed(), trial, expected(count));
    }

    @ParameterizedTest(name = "parallelism {0}, TaskManagers {1}, rolls at checkpoints: {2}")
    @CsvSource({"1,1,true", "2,2,true", "2,1,false", "4,1,false"})
    void filesThatAreWritten(int parallelism, int taskManagers, boolean rolls) throws Exception {
        StreamExecutionEnvironment env = Jobs.environment(parallelism, taskManagers);
        long count = (long) EACH * parallelism;
        RollingPolicy<String, String> policy = rolls
                ? OnCheckpointRollingPolicy.build()
                : DefaultRollingPolicy.builder().build();
        lines(trial.fail(trial.sequence(env, 0, count - 1)))
                .rebalance()
                .sinkTo(FileSink.forRowFormat(path(), new SimpleStringEncoder<String>())
                        .withBucketAssigner(new BasePathBucketAssigner<>())
                        .withRollingPolicy(policy)
                        .build());
        env.execute();
        Jobs.check(written(), trial, expected(count));
    }

    private static DataStream<String> lines(DataStream<Long> numbers) {
        return numbers.map(number -> "line " + number).returns(Types.STRING);
    }

    private static List<String> expected(long count) {
        return LongStream.range(0, count).mapToObj(number -> "line " + number).toList();
    }

    private io.millrace.dataflow.fs.Path path() {
        return new io.millrace.dataflow.fs.Path(folder.toUri());
    }

    private List<String> written() throws IOException {
        return lines(folder);
    }

    /** The lines of all visible files, sorted. */
    static List<String> lines(Path directory) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().startsWith(".")) {
                    lines.addAll(Files.readAllLines(file));
                }
            }
        }
        return lines.stream().sorted().toList();
    }
}
