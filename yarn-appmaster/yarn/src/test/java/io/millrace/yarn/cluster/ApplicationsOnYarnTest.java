package io.millrace.yarn.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.deploy.ApplicationOutcome;
import io.millrace.dataflow.deploy.ApplicationOutcome.End;
import io.millrace.dataflow.deploy.ApplicationOutcome.Kind;
import io.millrace.dataflow.deploy.Deployed;
import io.millrace.dataflow.deploy.JobStanding;
import io.millrace.testing.hadoop.MiniHadoop;
import io.millrace.testing.hadoop.MiniHadoopCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs in real containers, how they end, and that nothing is left of them. */
@MiniHadoopCluster
class ApplicationsOnYarnTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private Applications applications;
    private Path gate;

    @BeforeEach
    void prepare(MiniHadoop hadoop) throws IOException {
        applications = new Applications(hadoop, ProgramJar.build(folder));
        gate = Files.createDirectories(folder.resolve("gate"));
    }

    private void open() throws IOException {
        Files.createFile(gate.resolve("open"));
    }

    private static List<String> counts() {
        return LongStream.range(0, 10).mapToObj(digit -> digit + " 100").toList();
    }

    @Test
    void aBatchJobGoesOnInAnotherContainerWhenATaskManagerIsKilled() throws Exception {
        String output = applications.output("gated");
        try (Deployed application = applications.start("com.example.GatedCount", gate.toString(), output)) {
            Applications.awaitFiles(gate, 2);
            List<ProcessHandle> before = applications.taskManagers(application);
            assertThat(before).hasSize(2);

            before.get(0).destroyForcibly();

            await().atMost(PATIENCE)
                    .until(() -> applications.taskManagers(application).stream()
                            .anyMatch(process -> !before.contains(process)));
            open();
            ApplicationOutcome outcome = Applications.end(application);
            assertThat(outcome.message()).isEmpty();
            assertThat(outcome.end()).isEqualTo(End.SUCCEEDED);
            assertThat(outcome.jobs()).extracting(JobStanding::status).containsExactly(JobStatus.FINISHED);
            assertThat(applications.lines(output)).isEqualTo(counts());
            applications.awaitNoProcess(application);
            assertThat(applications.failureReports(application))
                    .as("after the end, of the container that was killed")
                    .anySatisfy(report -> assertThat(report)
                            .contains("container: container_", "container end: EXITED", "exit status: 137"));
            assertThat(applications.failureReports(application))
                    .as("what was restarted, by the loss or by a channel that broke before it was known")
                    .anySatisfy(report -> assertThat(report).contains("restarts:"));
        }
    }

    @Test
    void aStreamWithoutCheckpointsFailsAndNamesTheLostContainer() throws Exception {
        try (Deployed application = applications.start("com.example.GatedStream", gate.toString())) {
            Applications.awaitFiles(gate, 2);
            applications.taskManagers(application).get(0).destroyForcibly();

            ApplicationOutcome outcome = Applications.end(application);
            assertThat(outcome.end()).isEqualTo(End.FAILED);
            assertThat(outcome.message()).contains("container_", "137");
            assertThat(application.status().diagnostics()).contains("container_", "137");
            applications.awaitNoProcess(application);
        }
    }

    @Test
    void aCancelledJobEndsItsApplicationAsKilled() throws Exception {
        try (Deployed application =
                applications.start("com.example.GatedCount", gate.toString(), applications.output("cancelled"))) {
            Applications.awaitFiles(gate, 2);
            application.cancel(application.jobs().get(0).job());

            ApplicationOutcome outcome = Applications.end(application);
            assertThat(outcome.end()).isEqualTo(End.KILLED);
            assertThat(outcome.jobs()).extracting(JobStanding::status).containsExactly(JobStatus.CANCELED);
            applications.awaitNoProcess(application);
        }
    }

    @Test
    void nothingIsLeftOfAKilledApplication() throws Exception {
        try (Deployed application =
                applications.start("com.example.GatedCount", gate.toString(), applications.output("killed"))) {
            Applications.awaitFiles(gate, 2);
            application.kill();

            assertThat(Applications.end(application).end()).isEqualTo(End.KILLED);
            applications.awaitNoProcess(application);
        }
    }

    @Test
    void theFirstCauseOfAFailedJobIsTold() throws Exception {
        try (Deployed application = applications.start("com.example.Ending", "fail", applications.output("failed"))) {
            ApplicationOutcome outcome = Applications.end(application);
            assertThat(outcome.end()).isEqualTo(End.FAILED);
            assertThat(outcome.kind()).isEqualTo(Kind.USER);
            assertThat(outcome.message()).contains("NumberFormatException", "x3");
            List<String> reports = applications.failureReports(application);
            applications.awaitNoProcess(application);
            assertThat(applications.failureReports(application))
                    .as("none comes after the end, and none goes with what was staged")
                    .isEqualTo(reports);
            assertThat(reports)
                    .anySatisfy(report -> assertThat(report)
                            .contains(
                                    "NumberFormatException",
                                    "record:",
                                    "x3",
                                    "stack trace:",
                                    "log:",
                                    "TaskManager in"));
        }
    }

    @Test
    void systemExitInMainFailsTheApplicationAndSaysWhere() throws Exception {
        try (Deployed application = applications.start("com.example.Ending", "exit")) {
            ApplicationOutcome outcome = Applications.end(application);
            assertThat(outcome.end()).isEqualTo(End.FAILED);
            assertThat(outcome.kind()).isEqualTo(Kind.USER);
            assertThat(outcome.message()).contains("System.exit", "com.example.Ending.main");
            applications.awaitNoProcess(application);
        }
    }

    @Test
    void aProgramRunsWithItsOwnOldLibraries() throws Exception {
        String output = applications.output("libraries");
        try (Deployed application = applications.start("com.example.OwnLibraries", output)) {
            ApplicationOutcome outcome = Applications.end(application);
            assertThat(outcome.message()).isEmpty();
            assertThat(outcome.end()).isEqualTo(End.SUCCEEDED);
            String versions = "guava-11 jackson-2.0 commons-cli-1.2";
            assertThat(applications.lines(output)).containsExactly("task " + versions + " main " + versions);
            applications.awaitNoProcess(application);
        }
    }
}
