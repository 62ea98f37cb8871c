package io.millrace.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.hadoop.MiniHadoop;
import io.millrace.testing.hadoop.MiniHadoopCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/millrace run -t yarn-application}: what becomes of the output, the exit code, and the containers. */
@MiniHadoopCluster
@Timeout(300)
class ApplicationTest {
    private static final String[] TWO_TASK_MANAGERS = {"-p", "2", "-D", "taskmanager.numberOfTaskSlots=1"};

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
    void countsWordsOnTwoTaskManagersAsInOneJvm(MiniHadoop hadoop) throws Exception {
        String text = "To be, or not to be: that is the question.\n".repeat(500) + "Whether 'tis nobler\n".repeat(300);
        Path input = new Path(hadoop.hdfs() + "/tmp/in-" + folder.getFileName());
        HdfsText.write(files, input, text);
        java.nio.file.Path local = Files.writeString(folder.resolve("in"), text);

        try (Command onYarn = run(
                        TWO_TASK_MANAGERS,
                        "-c",
                        "io.millrace.examples.dataset.WordCount",
                        millrace.examples().toString(),
                        "--input",
                        input.toString(),
                        "--output",
                        output.toString());
                Command inOneJvm = millrace.millrace(
                        "run",
                        "-t",
                        "local",
                        "-c",
                        "io.millrace.examples.dataset.WordCount",
                        millrace.examples().toString(),
                        "--input",
                        local.toString(),
                        "--output",
                        folder.resolve("out").toString())) {
            onYarn.endsWith(0);
            inOneJvm.endsWith(0);

            assertThat(onYarn.out()).isEmpty();
            assertThat(onYarn.err().lines().filter(line -> line.startsWith("Submitted application ")))
                    .hasSize(1);
            assertThat(onYarn.err().lines().filter(line -> line.startsWith("Job has been submitted")))
                    .hasSize(1);
            yarn.endsWithNothingLeft(onYarn.application(), FinalApplicationStatus.SUCCEEDED);
        }
        assertThat(HdfsText.sortedLines(files, output))
                .isEqualTo(linesOf(folder.resolve("out")))
                .contains("be 1000", "nobler 300");
        assertThat(namesIn(output)).contains("_SUCCESS").noneMatch(name -> name.startsWith("_temporary"));
    }

    @Test
    void survivesTheKillOfATaskManagerWithExactOutputCommittedOnce() throws Exception {
        Gate gate = new Gate(folder.resolve("gate"));
        try (Command command = sums(gate)) {
            String application = command.application();
            gate.awaitWaiting(2);
            List<ProcessHandle> before = yarn.taskManagers(application);
            assertThat(before).hasSize(2);
            before.get(0).destroyForcibly();
            gate.awaitWaiting(3);
            assertThat(namesIn(output)).doesNotContain("_SUCCESS");

            gate.open();
            command.endsWith(0);
            yarn.endsWithNothingLeft(application, FinalApplicationStatus.SUCCEEDED);
        }
        assertThat(HdfsText.sortedLines(files, output)).isEqualTo(Gate.expectedSums());
        assertThat(namesIn(output)).contains("_SUCCESS").noneMatch(name -> name.startsWith("_temporary"));
    }

    @Test
    void leavesNothingOfAJobThatFails() throws Exception {
        try (Command command = run(
                TWO_TASK_MANAGERS,
                "-c",
                "com.example.yarn.Programs$Fails",
                millrace.programs().toString(),
                output.toString())) {
            command.endsWith(1);

            assertThat(command.err()).contains("parse").contains("NumberFormatException");
            yarn.endsWithNothingLeft(command.application(), FinalApplicationStatus.FAILED);
        }
        assertThat(files.exists(output)).isFalse();
    }

    @Test
    void leavesNothingOfAJobThatIsCancelled() throws Exception {
        Gate gate = new Gate(folder.resolve("gate"));
        try (Command command = sums(gate)) {
            String application = command.application();
            String job = command.job();
            gate.awaitWaiting(2);
            try (Command cancel = millrace.millrace("cancel", job, "--application-id", application)) {
                cancel.endsWith(0);
            }

            command.endsWith(1);
            yarn.endsWithNothingLeft(application, FinalApplicationStatus.KILLED);
        }
        assertThat(files.exists(output)).isFalse();
    }

    @Test
    void runsToItsEndWhenTheClientIsKilled() throws Exception {
        Gate gate = new Gate(folder.resolve("gate"));
        try (Command command = sums(gate)) {
            String application = command.application();
            gate.awaitWaiting(2);
            command.kill();
            List<ProcessHandle> containers = yarn.processes(application);
            assertThat(containers)
                    .hasSize(3)
                    .allSatisfy(container -> assertThat(LoadedClasses.of(container))
                            .as(
                                    "the archive of classes fits, and its list is not outdated; testing/class-list.sh makes it anew")
                            .satisfies(classes ->
                                    assertThat(classes.fromArchive() * 3).isGreaterThan(classes.all() * 2)));

            gate.open();
            yarn.endsWithNothingLeft(application, FinalApplicationStatus.SUCCEEDED);
        }
        assertThat(HdfsText.sortedLines(files, output)).isEqualTo(Gate.expectedSums());
    }

    @Test
    void runsToItsEndWithoutAClient() throws Exception {
        Gate gate = new Gate(folder.resolve("gate"));
        try (Command command = sums(gate, "--detach")) {
            command.endsWith(0);
            String application = command.application();
            gate.awaitWaiting(2);

            gate.open();
            yarn.endsWithNothingLeft(application, FinalApplicationStatus.SUCCEEDED);
            try (Command status = millrace.millrace("status", "--application-id", application)) {
                status.endsWith(0);
            }
        }
        assertThat(HdfsText.sortedLines(files, output)).isEqualTo(Gate.expectedSums());
    }

    @Test
    void stopsTheApplicationOnASignal() throws Exception {
        Gate gate = new Gate(folder.resolve("gate"));
        try (Command command = sums(gate)) {
            String application = command.application();
            gate.awaitWaiting(2);
            command.interrupt();

            command.endsWith(143);
            yarn.endsWithNothingLeft(application, FinalApplicationStatus.KILLED);
        }
        assertThat(files.exists(output)).isFalse();
    }

    private Command sums(Gate gate, String... options) throws IOException {
        String[] all =
                Stream.of(TWO_TASK_MANAGERS, options).flatMap(Arrays::stream).toArray(String[]::new);
        return run(
                all,
                "-c",
                "com.example.yarn.Programs$Sums",
                millrace.programs().toString(),
                output.toString(),
                gate.file().toString());
    }

    private Command run(String[] options, String... program) throws IOException {
        return millrace.millrace(Stream.of(new String[] {"run", "-t", "yarn-application"}, options, program)
                .flatMap(Arrays::stream)
                .toArray(String[]::new));
    }

    private List<String> namesIn(Path directory) throws IOException {
        return Arrays.stream(files.listStatus(directory))
                .map(status -> status.getPath().getName())
                .toList();
    }

    private static List<String> linesOf(java.nio.file.Path output) throws IOException {
        try (Stream<java.nio.file.Path> parts = Files.walk(output)) {
            return parts.filter(part -> Files.isRegularFile(part)
                            && !part.getFileName().toString().startsWith("_"))
                    .flatMap(part -> {
                        try {
                            return Files.readAllLines(part).stream();
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .sorted()
                    .toList();
        }
    }
}
