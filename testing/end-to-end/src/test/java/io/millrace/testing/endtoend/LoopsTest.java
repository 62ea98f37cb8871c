package io.millrace.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.testing.hadoop.MiniHadoop;
import io.millrace.testing.hadoop.MiniHadoopCluster;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A loop with superstep snapshots in HDFS. */
@MiniHadoopCluster
@Timeout(300)
class LoopsTest {
    private static final int VERTICES = 40;
    private static final int WAITS_IN = 20;

    @TempDir
    java.nio.file.Path folder;

    private Distribution millrace;
    private Yarn yarn;
    private FileSystem files;
    private Path output;
    private Path snapshots;

    @BeforeEach
    void begin(MiniHadoop hadoop) throws IOException {
        millrace = new Distribution(hadoop, folder);
        yarn = new Yarn(hadoop);
        files = hadoop.fileSystem();
        output = new Path(hadoop.hdfs() + "/tmp/out-" + folder.getFileName());
        snapshots = new Path(hadoop.hdfs() + "/tmp/snapshots-" + folder.getFileName());
    }

    @AfterEach
    void end() throws Exception {
        assertThat(yarn.running()).isEmpty();
        yarn.close();
        files.close();
    }

    @Test
    void aLoopWhoseTaskManagerIsKilledGoesOnFromASnapshotInHdfs() throws Exception {
        Gate gate = new Gate(folder.resolve("gate"));
        try (Command command = distances(gate)) {
            String application = command.application();
            // The next one is fed to the step that waits, so this one is the last that can be complete.
            await().atMost(Command.PATIENCE).until(() -> partsOf(WAITS_IN - 1) == 2);
            List<ProcessHandle> before = yarn.taskManagers(application);
            assertThat(before).hasSize(2);
            assertThat(begun()).containsOnly(1);
            before.get(0).destroyForcibly();
            await().atMost(Command.PATIENCE).until(() -> begun().contains(WAITS_IN));

            gate.open();
            command.endsWith(0);
            yarn.endsWithNothingLeft(application, FinalApplicationStatus.SUCCEEDED);
        }
        assertThat(begun()).containsOnly(1, WAITS_IN);
        assertThat(HdfsText.sortedLines(files, output))
                .containsExactlyElementsOf(LongStream.range(0, VERTICES)
                        .mapToObj(vertex -> vertex + " " + vertex)
                        .sorted()
                        .toList());
        assertThat(namesOfSnapshots()).isEmpty();
    }

    private Command distances(Gate gate) throws IOException {
        return millrace.millrace(
                "run",
                "-t",
                "yarn-application",
                "-p",
                "2",
                "-D",
                "taskmanager.numberOfTaskSlots=1",
                "-D",
                "execution.checkpointing.dir=" + snapshots,
                "-D",
                "iterations.snapshot.supersteps=1",
                // Who waits on the other TaskManager is told soon that it waits in vain.
                "-D",
                "task.cancellation.interval=200 ms",
                "-c",
                "com.example.yarn.Loops$Distances",
                millrace.programs().toString(),
                output.toString(),
                gate.file().toString(),
                Integer.toString(VERTICES),
                Integer.toString(WAITS_IN));
    }

    /** The supersteps with which attempts have begun. */
    private List<Integer> begun() throws IOException {
        try (Stream<java.nio.file.Path> beside = Files.list(folder)) {
            return beside.map(found -> found.getFileName().toString())
                    .filter(name -> name.startsWith("gate.began-"))
                    .map(name -> Integer.valueOf(name.split("-", 3)[1]))
                    .toList();
        }
    }

    private long partsOf(int superstep) throws IOException {
        return namesOfSnapshots().stream()
                .filter(name -> name.startsWith("superstep-" + superstep + "-"))
                .count();
    }

    /** Those that are there, but for those that are being written. */
    private List<String> namesOfSnapshots() throws IOException {
        List<String> names = new ArrayList<>();
        try {
            RemoteIterator<LocatedFileStatus> all = files.listFiles(snapshots, true);
            while (all.hasNext()) {
                String name = all.next().getPath().getName();
                if (name.startsWith("superstep-")) {
                    names.add(name);
                }
            }
        } catch (FileNotFoundException e) {
            return names; // not there yet, or deleted while it was listed
        }
        return names;
    }
}
