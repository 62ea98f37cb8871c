package io.millrace.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.client.fake.FakePlatform;
import io.millrace.client.fake.Script;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.deploy.ApplicationOutcome;
import io.millrace.dataflow.deploy.ApplicationStatus;
import io.millrace.dataflow.deploy.CheckpointOverview;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.dataflow.deploy.CheckpointStatus;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.FailureReportTexts;
import io.millrace.dataflow.deploy.FailureReportTexts.Found;
import io.millrace.dataflow.deploy.JobStanding;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands about what runs in a cluster, and yarn-session.sh's. */
class ClusterCommandsTest {
    private static final JobID JOB = new JobID(1, 1);
    private static final JobID ENDED = new JobID(2, 2);
    private static final JobID WAITING = new JobID(3, 3);

    private Script script;

    @BeforeEach
    void begin() {
        script = new Script();
        script.applications = List.of(new ApplicationStatus(
                Script.APPLICATION, "nightly", "session", "RUNNING", "default", "ann", "http://node:1", ""));
        script.looks.add(List.of(
                new JobStanding(JOB, "words", JobStatus.RUNNING, 1_000),
                new JobStanding(ENDED, "old", JobStatus.FINISHED, 500),
                new JobStanding(WAITING, "next", JobStatus.CREATED, 2_000)));
        FakePlatform.script = script;
    }

    @Test
    void listsApplicationsOneALine() {
        Cli ended = Cli.call("list");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .isEqualToIgnoringNewLines(
                        Script.APPLICATION + "\tsession\tRUNNING\tdefault\tann\tnightly\thttp://node:1");
    }

    @Test
    void logsShowsTheReportsOfAJobAndWhereTheLogsAre() {
        script.failures = new FailureReportTexts(
                List.of("hdfs://n/a"),
                List.of(
                        new Found("hdfs://n/a/1.txt", Optional.empty(), "message: first\n"),
                        new Found("hdfs://n/a/2.txt", Optional.of("container_7"), "message: second\n")));

        Cli all = Cli.call("logs", JOB.toString());
        Cli last = Cli.call("logs", Script.APPLICATION, "--job", JOB.toString(), "--last", "1");

        assertThat(all.code()).as(all.err()).isZero();
        assertThat(all.out().lines())
                .containsExactly(
                        "==> hdfs://n/a/1.txt",
                        "message: first",
                        "",
                        "==> hdfs://n/a/2.txt",
                        "message: second",
                        "more: yarn logs -containerId container_7 -log_files taskmanager.log",
                        "");
        assertThat(last.out()).contains("second").doesNotContain("first");
        assertThat(script.calls)
                .containsExactly("failureReports - " + JOB, "failureReports " + Script.APPLICATION + " " + JOB);
    }

    @Test
    void logsOfASessionAreFoundByItsName() {
        Cli ended = Cli.call("logs", "--session", "nightly");

        assertThat(script.calls).endsWith("failureReports " + Script.APPLICATION + " -");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("No failure is reported in hdfs://nowhere");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "logs|Whose failures?",
                "logs application_1_1 --job x|'x' is no job id",
                "logs 00000000000000010000000000000001 --job 00000000000000010000000000000001|goes with an application",
                "logs application_1_1 --last 0|--last 0"
            })
    void logsSaysWhatIsWrongWithItsArguments(String line, String expected) {
        Cli ended = Cli.call(line.split(" "));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains(expected);
    }

    @Test
    void listsJobsOfOneApplication() {
        Cli ended = Cli.call("list", "-t", "yarn-session", "--session", "nightly");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out().lines()).hasSize(2);
        assertThat(ended.out().lines().findFirst().orElseThrow())
                .matches("\\d\\d\\.\\d\\d\\.\\d{4} \\d\\d:\\d\\d:\\d\\d : " + JOB + " : words \\(RUNNING\\)");
    }

    @ParameterizedTest
    @CsvSource({"-r, 1", "-s, 1", "-a, 3"})
    void listsTheJobsThatAreAskedFor(String option, int jobs) throws Exception {
        Cli ended = Cli.call("list", option, "--json", "--application-id", Script.APPLICATION);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(new ObjectMapper().readTree(ended.out())).hasSize(jobs);
    }

    @Test
    void cancelsAJobAndWaitsForItsEnd() {
        script.atLook = () -> {};
        script.looks.clear();
        script.looks.add(List.of(new JobStanding(JOB, "words", JobStatus.CANCELED, 1_000)));

        Cli ended = Cli.call("cancel", JOB.toString(), "--application-id", Script.APPLICATION);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualToIgnoringNewLines("Cancelled job " + JOB + ".");
        assertThat(script.calls).contains("cancel " + JOB);
    }

    @Test
    void saysThatAJobHadEndedBeforeItWasCancelled() {
        Cli ended = Cli.call("cancel", ENDED.toString(), "--session", "nightly");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("FINISHED");
    }

    @Test
    void takesACheckpointAndSaysWhatCameOfIt() {
        script.checkpoints.add(CheckpointStanding.IN_PROGRESS);
        script.checkpoints.add(CheckpointStanding.IN_PROGRESS);
        script.checkpoints.add(CheckpointStanding.completed(7, 1_234, 4_096, "hdfs://n/c/chk-7"));

        Cli ended = Cli.call("checkpoint", JOB.toString(), "--session", "nightly");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .isEqualToIgnoringNewLines("Checkpoint 7 of job " + JOB + ": 1234 ms, 4096 bytes, hdfs://n/c/chk-7");
        assertThat(script.calls.stream()
                        .filter(call -> call.startsWith("checkpoint "))
                        .distinct())
                .singleElement()
                .asString()
                .matches("checkpoint " + JOB + " [0-9a-f]{32}");
    }

    @Test
    void listsTheCheckpointsOfAJob() {
        script.overview = new CheckpointOverview(
                6,
                1,
                0,
                2,
                List.of(
                        new CheckpointOverview.Line(
                                7, CheckpointStatus.COMPLETED, true, 1_000, 120, 4_096, 8, 8, "hdfs://n/c/chk-7"),
                        new CheckpointOverview.Line(6, CheckpointStatus.FAILED, false, 900, 10, 0, 3, 8, "disk full")));

        Cli ended = Cli.call("checkpoints", JOB.toString(), "--session", "nightly");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out().lines().toList())
                .satisfiesExactly(
                        counts -> assertThat(counts).isEqualTo("completed 6, failed 1, in progress 0, restored 2"),
                        newest -> assertThat(newest)
                                .startsWith("7\tCOMPLETED\tasked\t")
                                .endsWith("\t120 ms\t4096 bytes\t8/8 tasks\thdfs://n/c/chk-7"),
                        older -> assertThat(older)
                                .startsWith("6\tFAILED\tperiodic\t")
                                .endsWith("\t10 ms\t0 bytes\t3/8 tasks\tdisk full"));
    }

    @Test
    void saysWhyNoCheckpointWasTaken() {
        script.checkpoints.add(CheckpointStanding.failed(0, "the job is RESTARTING"));

        Cli ended = Cli.call("checkpoint", JOB.toString(), "--session", "nightly");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("no checkpoint of job " + JOB + " was taken: the job is RESTARTING.");
    }

    @Test
    void saysWhyACheckpointFailed() {
        script.checkpoints.add(CheckpointStanding.failed(4, "two declined: disk full"));

        Cli ended = Cli.call("checkpoint", JOB.toString(), "--session", "nightly");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("checkpoint 4 of job " + JOB + " failed: two declined: disk full.");
    }

    @ParameterizedTest
    @CsvSource({
        "checkpoint xyz --session nightly, xyz",
        "checkpoint --session nightly, JOBID",
        "cancel xyz --session nightly, xyz",
        "cancel --session nightly, JOBID",
        "kill, --session",
        "status, --session"
    })
    void endsWith2WhenItIsNotSaidWhatIsMeant(String command, String named) {
        Cli ended = Cli.call(command.split(" "));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains(named);
        assertThat(script.calls).doesNotContain("kill", "stop");
    }

    @Test
    void killsAnApplication() {
        Cli ended = Cli.call("kill", "--application-id", Script.APPLICATION);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(script.calls).contains("kill").doesNotContain("stop");
    }

    @Test
    void tellsTheStatusByItsExitCode() throws Exception {
        assertThat(Cli.call("status", "--application-id", Script.APPLICATION)).satisfies(running -> {
            assertThat(running.code()).as(running.err()).isZero();
            assertThat(running.out()).contains("RUNNING").contains("http://node:1");
        });
        script.outcome = Optional.of(
                Script.ended(ApplicationOutcome.End.FAILED, ApplicationOutcome.Kind.RESOURCES, "too little memory"));
        assertThat(Cli.call("status", "--json", "--application-id", Script.APPLICATION))
                .satisfies(failed -> {
                    assertThat(failed.code()).isEqualTo(8);
                    assertThat(new ObjectMapper()
                                    .readTree(failed.out())
                                    .get("message")
                                    .asText())
                            .isEqualTo("too little memory");
                });
    }

    @Test
    void startsASessionWithTheSettingsOfTheScriptAndLeavesIt() {
        Cli ended = Cli.call(
                "yarn-session",
                "-nm",
                "nightly",
                "-s",
                "4",
                "-jm",
                "1024",
                "-tm",
                "2g",
                "-qu",
                "etl",
                "-d",
                "-D",
                "parallelism.default=8");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(script.calls.get(0))
                .contains("yarn.application.name=nightly")
                .contains("taskmanager.numberOfTaskSlots=4")
                .contains("jobmanager.memory.process.size=1024m")
                .contains("taskmanager.memory.process.size=2g")
                .contains("yarn.application.queue=etl")
                .contains("parallelism.default=8");
        assertThat(script.calls).doesNotContain("stop", "kill");
        assertThat(ended.err()).containsOnlyOnce("Submitted application " + Script.APPLICATION);
    }

    @Test
    void endsTheSessionWhenStopIsTyped() {
        Cli ended = Cli.call(typed("help\n\nstop\n"), "yarn-session", "-nm", "nightly");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(script.calls).contains("stop").doesNotContain("kill");
        assertThat(ended.err()).contains("help    shows this").contains("The session has ended.");
    }

    @Test
    void stopsARunningSessionByItsId() {
        Cli ended = Cli.call(typed("stop\n"), "yarn-session", "-id", Script.APPLICATION);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(script.calls)
                .contains("find " + Script.APPLICATION, "stop")
                .noneMatch(call -> call.startsWith("start"));
    }

    @Test
    void staysAfterTheEndOfInputUntilTheSessionEnds() {
        script.looks.add(List.of());
        script.looks.add(List.of());
        script.outcome = Optional.of(
                Script.ended(ApplicationOutcome.End.FAILED, ApplicationOutcome.Kind.SYSTEM, "the node is gone"));

        Cli ended = Cli.call("yarn-session");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("the node is gone");
        assertThat(script.calls).doesNotContain("stop");
    }

    @Test
    void endsWith4WhenTheClusterRefusesASession() {
        script.refusal = Optional.of(new DeploymentException(DeploymentException.Kind.REFUSED, "queue is full", null));

        Cli ended = Cli.call("yarn-session", "-d");

        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.err()).isEqualToIgnoringNewLines("millrace: queue is full");
    }

    private static ByteArrayInputStream typed(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
