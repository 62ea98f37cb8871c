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
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ApplicationMaster is killed, YARN starts another, and the application goes on; its client hears the end of it. */
@MiniHadoopCluster
@Timeout(300)
class LeaderChangeTest {
    private static final long NUMBERS = 20_000;

    @TempDir
    java.nio.file.Path folder;

    private Distribution millrace;
    private MiniHadoop hadoop;
    private Yarn yarn;
    private FileSystem files;
    private Path output;

    @BeforeEach
    void begin(MiniHadoop running) throws IOException {
        hadoop = running;
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
    void theTasksOfAStreamGoOnUnrestartedUnderTheNextLeaderThatZooKeeperElects() throws Exception {
        Gate gate = new Gate(folder.resolve("gate"));
        String[] election = {
            "-D", "high-availability.type=zookeeper",
            "-D",
                    "high-availability.zookeeper.quorum="
                            + hadoop.zooKeeperQuorum().orElseThrow(),
            "-D", "high-availability.zookeeper.client.session-timeout=4s"
        };
        try (Command command = run(
                election,
                "com.example.yarn.Streams$Places",
                output.toString(),
                gate.file().toString(),
                Long.toString(NUMBERS))) {
            String application = command.application();
            // What is visible was counted by a checkpoint that is complete.
            await().atMost(Command.PATIENCE).until(() -> !visibleFiles().isEmpty());
            assertThat(gate.waiting()).hasSize(2);
            killApplicationMaster(application);
            // Of a checkpoint under the next leader: it took over what runs.
            Set<String> before = Set.copyOf(visibleFiles());
            await().atMost(Command.PATIENCE).until(() -> visibleFiles().size() > before.size() + 2);
            assertThat(gate.waiting()).as("no task was restarted").hasSize(2);

            gate.open();
            command.endsWith(0);
            yarn.endsWithNothingLeft(application, FinalApplicationStatus.SUCCEEDED);
        }
        assertThat(namesIn(output)).noneMatch(name -> name.startsWith("."));
        assertThat(numbersIn(HdfsText.sortedLines(files, output)))
                .isEqualTo(LongStream.rangeClosed(1, NUMBERS).boxed().toList());
    }

    @Test
    void finishedJobsAndFinishedStagesOfAProgramDoNotRunAgainWhereNobodyElects() throws Exception {
        Gate gate = new Gate(folder.resolve("gate"));
        try (Command command = run(
                new String[] {"-D", "yarn.application-attempts=2"},
                "com.example.yarn.Programs$TwoJobs",
                output.toString(),
                gate.file().toString())) {
            String application = command.application();
            gate.awaitWaiting(2);
            ProcessHandle next = killApplicationMaster(application);
            // The second job is waited for by main() of the next one: the first one had its result at once.
            await().atMost(Command.PATIENCE).until(() -> logOf(application, 2).contains("and is waited for"));
            assertThat(next.isAlive()).isTrue();

            gate.open();
            command.endsWith(0);
            yarn.endsWithNothingLeft(application, FinalApplicationStatus.SUCCEEDED);
        }
        for (String part : List.of("count", "one", "two")) {
            assertThat(gate.attempts(part)).as(part).hasSize(2);
        }
        assertThat(namesIn(output)).contains("_SUCCESS");
        assertThat(numbersIn(HdfsText.sortedLines(files, output)))
                .isEqualTo(LongStream.rangeClosed(1, 1000).boxed().toList());
    }

    /** As {@code kill -9} does. @return the next one */
    private ProcessHandle killApplicationMaster(String application) {
        ProcessHandle master = yarn.applicationMaster(application, List.of());
        master.destroyForcibly();
        return yarn.applicationMaster(application, List.of(master));
    }

    private String logOf(String application, int attempt) throws IOException {
        for (java.nio.file.Path directory : hadoop.containerLogs(application)) {
            String name = String.format("%02d_000001", attempt);
            try (var found = java.nio.file.Files.walk(directory)) {
                var log = found.filter(file -> file.endsWith("jobmanager.log")
                                && file.getParent().toString().endsWith(name))
                        .findFirst();
                if (log.isPresent()) {
                    return java.nio.file.Files.readString(log.get());
                }
            }
        }
        return "";
    }

    private Command run(String[] settings, String program, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(
                List.of("run", "-t", "yarn-application", "-p", "2", "-D", "taskmanager.numberOfTaskSlots=1"));
        line.addAll(List.of(settings));
        line.addAll(List.of("-c", program, millrace.programs().toString()));
        line.addAll(List.of(arguments));
        return millrace.millrace(line.toArray(String[]::new));
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

    private static List<Long> numbersIn(List<String> lines) {
        return lines.stream()
                .map(line -> Long.valueOf(line.split(" ")[0]))
                .sorted()
                .toList();
    }
}
