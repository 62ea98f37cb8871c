package io.millrace.testing.programs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.dataflow.JobExecutionException;
import io.millrace.dataflow.RuntimeExecutionMode;
import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.serialization.SimpleStringEncoder;
import io.millrace.dataflow.types.Types;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.file.sink.FileSink;
import io.millrace.datastream.file.source.FileSource;
import io.millrace.datastream.file.source.reader.TextLineInputFormat;
import io.millrace.datastream.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import io.millrace.datastream.source.lib.NumberSequenceSource;
import io.millrace.testing.MiniClusterExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that streams are written to and read from, in whole jobs. */
class StreamFilesTest {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"STREAMING", "BATCH"})
    void whatOneJobWritesTheNextOneReads(RuntimeExecutionMode mode) throws Exception {
        Path out = folder.resolve("numbers");
        StreamExecutionEnvironment writer = StreamExecutionEnvironment.getExecutionEnvironment();
        writer.setRuntimeMode(mode);
        writer.fromSource(new NumberSequenceSource(1, 1000), WatermarkStrategy.noWatermarks(), "numbers")
                .map(number -> "line " + number)
                .returns(Types.STRING)
                .sinkTo(sink(out));
        writer.execute();
        assertThat(lines(out)).containsExactlyInAnyOrderElementsOf(expected("line ", 1000));
        assertThat(hidden(out)).isEmpty();

        Path copy = folder.resolve("copy");
        StreamExecutionEnvironment reader = StreamExecutionEnvironment.getExecutionEnvironment();
        reader.setRuntimeMode(mode);
        reader.fromSource(
                        FileSource.forRecordStreamFormat(new TextLineInputFormat(), path(out))
                                .build(),
                        WatermarkStrategy.noWatermarks(),
                        "lines")
                .map(line -> "copy of " + line)
                .returns(Types.STRING)
                .sinkTo(sink(copy));
        reader.execute();
        assertThat(lines(copy)).containsExactlyInAnyOrderElementsOf(expected("copy of line ", 1000));
    }

    @Test
    void aJobThatFailsShowsNothingAndLeavesNothing() throws Exception {
        Path out = folder.resolve("none");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSource(new NumberSequenceSource(1, 1000), WatermarkStrategy.noWatermarks(), "numbers")
                .map(number -> Long.toString(1000 / (number - 900)))
                .returns(Types.STRING)
                .sinkTo(sink(out));
        assertThatThrownBy(env::execute).isInstanceOf(JobExecutionException.class);
        assertThat(lines(out)).isEmpty();
        assertThat(hidden(out)).isEmpty();
    }

    @Test
    void filesThatComeLaterAreReadOnce() throws Exception {
        Path in = Files.createDirectories(folder.resolve("in"));
        Files.writeString(in.resolve("a"), "one\ntwo\n");
        Files.writeString(in.resolve(".hidden"), "none\n");
        Path out = folder.resolve("seen");
        String file = out.toString();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSource(
                        FileSource.forRecordStreamFormat(new TextLineInputFormat(), path(in))
                                .monitorContinuously(Duration.ofMillis(20))
                                .build(),
                        WatermarkStrategy.noWatermarks(),
                        "lines")
                .map(line -> append(file, line))
                .returns(Types.STRING)
                .print();
        JobClient job = env.executeAsync();
        try {
            await().atMost(60, SECONDS).until(() -> appended(out).size() == 2);
            Files.writeString(in.resolve(".b"), "three\n");
            Files.move(in.resolve(".b"), in.resolve("b"));
            await().atMost(60, SECONDS).until(() -> appended(out).size() == 3);
        } finally {
            job.cancel().get(60, SECONDS);
        }
        assertThat(appended(out)).containsExactlyInAnyOrder("one", "two", "three");
    }

    private static synchronized String append(String file, String line) throws IOException {
        Files.writeString(Path.of(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return line;
    }

    private static List<String> appended(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private static FileSink<String> sink(Path out) {
        return FileSink.forRowFormat(path(out), new SimpleStringEncoder<String>())
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .build();
    }

    private static io.millrace.dataflow.fs.Path path(Path file) {
        return new io.millrace.dataflow.fs.Path(file.toUri());
    }

    private static List<String> expected(String before, int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(number -> before + number)
                .toList();
    }

    private static List<String> lines(Path directory) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files(directory, false)) {
            lines.addAll(Files.readAllLines(file));
        }
        return lines;
    }

    private static List<Path> hidden(Path directory) throws IOException {
        return files(directory, true);
    }

    private static List<Path> files(Path directory, boolean hidden) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith(".") == hidden)
                    .toList();
        }
    }
}
