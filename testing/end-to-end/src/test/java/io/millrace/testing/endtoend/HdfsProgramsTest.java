package io.millrace.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.JobExecutionException;
import io.millrace.dataflow.JobExecutionResult;
import io.millrace.dataflow.fs.FileSystem.WriteMode;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.testing.hadoop.MiniHadoop;
import io.millrace.testing.hadoop.MiniHadoopCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batch programs of this JVM whose inputs and outputs are in HDFS. */
@MiniHadoopCluster
@Timeout(120)
class HdfsProgramsTest {
    private FileSystem files;
    private Path folder;

    @BeforeEach
    void makeAFolder(MiniHadoop hadoop) throws IOException {
        files = hadoop.fileSystem();
        folder = new Path(hadoop.hdfs() + "/tmp/" + UUID.randomUUID());
        files.mkdirs(folder);
    }

    @AfterEach
    void close() throws IOException {
        files.delete(folder, true);
        files.close();
    }

    private static ExecutionEnvironment batch() {
        return ExecutionEnvironment.createLocalEnvironment(3);
    }

    @Test
    void readsAFileOfManyBlocksLineByLineAndSaysWhereItWasRead() throws Exception {
        String text = IntStream.range(0, 1000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
        write("in", text, 1024);
        ExecutionEnvironment env = batch();
        env.readTextFile(path("in")).map(line -> line + "!").writeAsText(path("out"));
        JobExecutionResult result = env.execute();

        List<String> expected = text.lines().map(line -> line + "!").sorted().toList();
        assertThat(linesOf("out")).isEqualTo(expected);
        Long total = result.getAccumulatorResult("millrace.splits.total");
        Long local = result.getAccumulatorResult("millrace.splits.local");
        assertThat(total).isGreaterThanOrEqualTo(3);
        assertThat(local).isBetween(0L, total);
    }

    @Test
    void writesADirectoryWhoseMarkComesLast() throws Exception {
        ExecutionEnvironment env = batch();
        DataSet<Tuple2<Integer, String>> data = env.fromElements(Tuple2.of(1, "a"), Tuple2.of(2, "b,\u00fc"));
        data.writeAsCsv(path("csv"), "\n", ";");
        env.execute();

        assertThat(namesIn("csv")).contains("_SUCCESS").noneMatch(name -> name.startsWith("_temporary"));
        assertThat(linesOf("csv")).containsExactly("1;a", "2;b,\u00fc");
    }

    @Test
    void writesASingleFileAndReplacesItOnlyIfAllowed() throws Exception {
        ExecutionEnvironment env = batch();
        env.fromElements("a", "b").writeAsText(path("deep/one")).setParallelism(1);
        env.execute();
        assertThat(files.getFileStatus(new Path(folder, "deep/one")).isFile()).isTrue();
        assertThat(linesOf("deep/one")).containsExactly("a", "b");

        env.fromElements("c").writeAsText(path("deep/one")).setParallelism(1);
        assertThatThrownBy(env::execute).hasMessageContaining("deep/one").hasMessageContaining("exists already");
        assertThat(linesOf("deep/one")).containsExactly("a", "b");

        env.fromElements("c").writeAsText(path("deep/one"), WriteMode.OVERWRITE).setParallelism(1);
        env.execute();
        assertThat(linesOf("deep/one")).containsExactly("c");
        assertThat(namesIn("deep")).containsExactly("one");
    }

    @Test
    void leavesNothingOfAJobThatFails() throws Exception {
        ExecutionEnvironment env = batch();
        env.generateSequence(1, 100)
                .map(number -> {
                    if (number == 77) {
                        throw new IllegalStateException("user's mistake");
                    }
                    return number;
                })
                .returns(Long.class)
                .writeAsText(path("out"));

        assertThatThrownBy(env::execute).isInstanceOf(JobExecutionException.class);
        assertThat(files.exists(folder) ? namesIn("") : List.of()).isEmpty();
    }

    @Test
    void namesAnInputThatIsMissing() {
        ExecutionEnvironment env = batch();
        env.readTextFile(path("none")).writeAsText(path("out"));

        assertThatThrownBy(env::execute).hasMessageContaining(path("none")).hasMessageContaining("does not exist");
    }

    private String path(String name) {
        return folder + "/" + name;
    }

    private void write(String name, String text, int blockSize) throws IOException {
        try (var out = files.create(new Path(folder, name), true, 4096, (short) 1, blockSize)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private List<String> namesIn(String name) throws IOException {
        return Arrays.stream(files.listStatus(name.isEmpty() ? folder : new Path(folder, name)))
                .map(status -> status.getPath().getName())
                .toList();
    }

    private List<String> linesOf(String name) throws IOException {
        return HdfsText.sortedLines(files, new Path(folder, name));
    }
}
