package io.millrace.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.testing.hadoop.MiniHadoop;
import io.millrace.testing.hadoop.MiniHadoopCluster;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A streaming job with checkpoints, and files as its output, in HDFS. */
@MiniHadoopCluster
@Timeout(300)
class CheckpointsTest {
    private static final long NUMBERS = 100_000;

    @TempDir
    java.nio.file.Path folder;

    private Distribution millrace;
    private Yarn yarn;
    private FileSystem files;
    private Path output;

    @BeforeEach
    void begin(MiniHadoop hadoop) throws IOException {
        millrace = new Distribution(hadoop, folder);
        yarn = new Yarn(hadoop);
        files = hadoop.fileSystem();
        output = new Path(hadoop.hdfs() + "/tmp/out-" + folder.getFileName());
    }

    @AfterEach
    void end() throws Exception {
        assertThat(yarn.running()).isEmpty();
        yarn.close();
        files.close();
    }

    @Test
    void aKilledTaskManagerChangesNothingInTheOutputOfAStream() throws Exception {
        Gate gate = new Gate(folder.resolve("gate"));
        try (Command command = places(gate)) {
            String application = command.application();
            // What is visible was counted by a checkpoint that is complete.
            await().atMost(Command.PATIENCE).until(() -> !visibleFiles().isEmpty());
            List<ProcessHandle> before = yarn.taskManagers(application);
            assertThat(before).hasSize(2);
            before.get(0).destroyForcibly();
            gate.awaitWaiting(4);

            gate.open();
            command.endsWith(0);
            yarn.endsWithNothingLeft(application, FinalApplicationStatus.SUCCEEDED);
        }
        assertThat(namesIn(output)).noneMatch(name -> name.startsWith("."));
        List<String> lines = HdfsText.sortedLines(files, output);
        assertThat(column(lines, 0))
                .isEqualTo(LongStream.rangeClosed(1, NUMBERS).boxed().toList());
        assertThat(placesByDigit(lines).values())
                .hasSize(10)
                .allSatisfy(places -> assertThat(places)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, NUMBERS / 10).boxed().toList()));
    }

    private Command places(Gate gate) throws IOException {
        return millrace.millrace(
                "run",
                "-t",
                "yarn-application",
                "-p",
                "2",
                "-D",
                "taskmanager.numberOfTaskSlots=1",
                "-c",
                "com.example.yarn.Streams$Places",
                millrace.programs().toString(),
                output.toString(),
                gate.file().toString(),
                Long.toString(NUMBERS));
    }

    private List<String> visibleFiles() throws IOException {
        return namesIn(output).stream()
                .filter(name -> !name.startsWith(".") && !name.startsWith("_"))
                .toList();
    }

    private List<String> namesIn(Path directory) throws IOException {
        try {
            return Arrays.stream(files.listStatus(directory))
                    .map(status -> status.getPath().getName())
                    .toList();
        } catch (FileNotFoundException e) {
            return List.of(); // nothing was written yet
        }
    }

    private static List<Long> column(List<String> lines, int column) {
        return lines.stream()
                .map(line -> Long.valueOf(line.split(" ")[column]))
                .sorted()
                .toList();
    }

    private static Map<Long, List<Long>> placesByDigit(List<String> lines) {
        Map<Long, List<String>> byDigit = new TreeMap<>();
        for (String line : lines) {
            long number = Long.parseLong(line.substring(0, line.indexOf(' ')));
            byDigit.computeIfAbsent(number % 10, digit -> new ArrayList<>()).add(line);
        }
        Map<Long, List<Long>> places = new TreeMap<>();
        byDigit.forEach((digit, own) -> places.put(digit, column(own, 1)));
        return places;
    }
}
