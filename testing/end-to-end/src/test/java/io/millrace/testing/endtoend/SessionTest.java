package io.millrace.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.testing.hadoop.MiniHadoop;
import io.millrace.testing.hadoop.MiniHadoopCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code yarn-session.sh}, and programs whose {@code main} runs here and whose jobs run there. */
@MiniHadoopCluster
@Timeout(300)
class SessionTest {
    @TempDir
    java.nio.file.Path folder;

    @Test
    void runsTwoJobsAtOnceAndGivesBackItsTaskManagers(MiniHadoop hadoop) throws Exception {
        Distribution millrace = new Distribution(hadoop, folder);
        try (Yarn yarn = new Yarn(hadoop);
                FileSystem files = hadoop.fileSystem();
                Command session = millrace.start(
                        "yarn-session.sh",
                        "-nm",
                        "two jobs",
                        "-s",
                        "1",
                        "-d",
                        "-D",
                        "resourcemanager.taskmanager-timeout=2 s")) {
            session.endsWith(0);
            String application = session.application();
            assertThat(yarn.taskManagers(application)).isEmpty();

            Gate gate = new Gate(folder.resolve("gate"));
            try (Command one = sums(millrace, hadoop, gate, "one");
                    Command two = sums(millrace, hadoop, gate, "two")) {
                String firstJob = one.job();
                String secondJob = two.job();
                gate.awaitWaiting(2);
                try (Command list = millrace.millrace("list", "--session", "two jobs")) {
                    assertThat(list.endsWith(0).out()).contains(firstJob).contains(secondJob);
                }
                assertThat(yarn.taskManagers(application)).hasSize(2);
                gate.open();
                for (Command job : List.of(one, two)) {
                    job.endsWith(0);
                    assertThat(job.err()).doesNotContain("Submitted application");
                }
            }
            for (String name : List.of("one", "two")) {
                assertThat(HdfsText.sortedLines(files, output(hadoop, name))).isEqualTo(Gate.expectedSums());
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> yarn.taskManagers(application).isEmpty());

            try (Command stop = millrace.start("yarn-session.sh", "-id", application)) {
                stop.type("stop");
                stop.endsWith(0);
            }
            yarn.endsWithNothingLeft(application, FinalApplicationStatus.SUCCEEDED);
        }
    }

    private Path output(MiniHadoop hadoop, String name) {
        return new Path(hadoop.hdfs() + "/tmp/session-" + folder.getFileName() + "/" + name);
    }

    private Command sums(Distribution millrace, MiniHadoop hadoop, Gate gate, String name) throws IOException {
        return millrace.millrace(
                "run",
                "-t",
                "yarn-session",
                "--session",
                "two jobs",
                "-p",
                "1",
                "-c",
                "com.example.yarn.Programs$Sums",
                millrace.programs().toString(),
                output(hadoop, name).toString(),
                gate.file().toString());
    }
}
