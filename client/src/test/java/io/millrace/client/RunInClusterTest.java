package io.millrace.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.client.fake.FakePlatform;
import io.millrace.client.fake.Script;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.deploy.ApplicationOutcome;
import io.millrace.dataflow.deploy.ApplicationStatus;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.JobStanding;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code millrace run} with targets in a cluster: what is said, to whom, how often, and the exit code. */
class RunInClusterTest {
    private static final JobID FIRST = new JobID(1, 1);
    private static final JobID SECOND = new JobID(2, 2);

    @TempDir
    static Path home;

    @TempDir
    Path folder;

    private static String jar;
    private Script script;

    @BeforeAll
    static void pack() throws Exception {
        jar = Cli.programJar(home).toString();
    }

    @BeforeEach
    void begin() {
        script = new Script();
        FakePlatform.script = script;
    }

    private static JobStanding job(JobID id, JobStatus status) {
        return new JobStanding(id, "words", status, 17);
    }

    @Test
    void printsEachIdOnceAndEndsWith0WhenAllHasSucceeded() {
        script.looks.add(List.of());
        script.looks.add(List.of(job(FIRST, JobStatus.RUNNING)));
        script.looks.add(List.of(job(FIRST, JobStatus.FINISHED), job(SECOND, JobStatus.RUNNING)));
        script.outcome = Optional.of(Script.succeeded(job(FIRST, JobStatus.FINISHED), job(SECOND, JobStatus.FINISHED)));

        Cli ended = Cli.call("run", "-t", "yarn-application", "-p", "3", jar, "7", "--x");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines())
                .containsOnlyOnce(
                        "Submitted application " + Script.APPLICATION,
                        "Job has been submitted with JobID " + FIRST,
                        "Job has been submitted with JobID " + SECOND,
                        "Waiting: queue default, ACCEPTED",
                        "Job 'words' " + SECOND + " is FINISHED");
        assertThat(ended.err().split("application_", -1)).hasSize(2);
        assertThat(script.calls.get(0))
                .startsWith("startApplication program.jar - [7, --x] ")
                .contains("parallelism.default=3");
        assertThat(script.calls).last().isEqualTo("close");
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED, USER, 1, FAILED",
        "FAILED, SYSTEM, 1, FAILED",
        "FAILED, NONE, 1, FAILED",
        "FAILED, USAGE, 2, FAILED",
        "FAILED, PLAN_REJECTED, 3, FAILED",
        "FAILED, RESOURCES, 8, FAILED",
        "KILLED, NONE, 1, KILLED",
        "SUCCEEDED, NONE, 0, SUCCEEDED"
    })
    void endsWithTheCodeOfTheOutcome(ApplicationOutcome.End end, ApplicationOutcome.Kind kind, int code, String state)
            throws Exception {
        script.outcome = Optional.of(Script.ended(end, kind, code == 0 ? "" : "the first cause"));

        Cli ended = Cli.call("run", "-t", "yarn-application", "--output", "json", jar);

        assertThat(ended.code()).isEqualTo(code);
        JsonNode result = new ObjectMapper().readTree(ended.lastLine());
        assertThat(result.get("state").asText()).isEqualTo(state);
        assertThat(result.get("exitCode").asInt()).isEqualTo(code);
        if (code != 0) {
            assertThat(ended.err()).contains("millrace: ").contains("the first cause");
        }
    }

    @ParameterizedTest
    @CsvSource({"USAGE, 2, REJECTED", "REFUSED, 4, REJECTED", "STATE_UNKNOWN, 5, UNKNOWN", "ACCESS, 7, REJECTED"})
    void endsWithTheCodeOfARefusal(DeploymentException.Kind kind, int code, String state) throws Exception {
        script.refusal = Optional.of(new DeploymentException(kind, "queue 'x' says no", null));

        Cli ended = Cli.call("run", "-t", "yarn-application", "--output", "json", jar);

        assertThat(ended.code()).isEqualTo(code);
        assertThat(ended.err()).isEqualToIgnoringNewLines("millrace: queue 'x' says no");
        assertThat(new ObjectMapper().readTree(ended.lastLine()).get("state").asText())
                .isEqualTo(state);
    }

    @Test
    void endsWith5WhenItCannotBeSeenHowTheApplicationStands() {
        script.lost = Optional.of(
                new DeploymentException(DeploymentException.Kind.STATE_UNKNOWN, "no answer from rm:8032", null));

        Cli ended = Cli.call("run", "-t", "yarn-application", jar);

        assertThat(ended.code()).isEqualTo(5);
        assertThat(ended.err()).contains("Submitted application").contains("millrace: no answer from rm:8032");
    }

    @Test
    void doesNotWaitWhenDetached() throws Exception {
        Cli ended = Cli.call("run", "-t", "yarn-application", "--detach", "--output", "json", jar);

        assertThat(ended.code()).as(ended.err()).isZero();
        JsonNode result = new ObjectMapper().readTree(ended.lastLine());
        assertThat(result.get("state").asText()).isEqualTo("RUNNING");
        assertThat(result.get("attached").asBoolean()).isFalse();
        assertThat(result.get("applicationId").asText()).isEqualTo(Script.APPLICATION);
        assertThat(script.calls).hasSize(2).last().isEqualTo("close");
    }

    @Test
    void writesOneJsonObjectAsTheLastLine() throws Exception {
        script.looks.add(List.of(job(FIRST, JobStatus.RUNNING)));
        script.outcome = Optional.of(Script.succeeded(job(FIRST, JobStatus.FINISHED)));

        Cli ended = Cli.call("run", "-t", "yarn-application", "--output", "json", jar);

        assertThat(ended.out().lines()).hasSize(1);
        JsonNode result = new ObjectMapper().readTree(ended.lastLine());
        assertThat(result.get("jobId").asText()).isEqualTo(FIRST.toString());
        assertThat(result.get("jobs")).hasSize(1);
        assertThat(result.get("jobs").get(0).get("status").asText()).isEqualTo("FINISHED");
        assertThat(result.get("exitCode").asInt()).isZero();
        assertThat(result.get("attached").asBoolean()).isTrue();
    }

    @Test
    void writesPropertiesAndNothingElse() throws Exception {
        script.applications = List.of(session("nightly"));

        Cli ended = Cli.call(
                "run",
                "-t",
                "yarn-session",
                "--session",
                "nightly",
                "--output",
                "properties",
                jar,
                "2",
                folder.toString());

        assertThat(ended.code()).as(ended.err()).isZero();
        Properties properties = new Properties();
        properties.load(new StringReader(ended.out()));
        assertThat(properties.stringPropertyNames())
                .containsExactlyInAnyOrder(
                        "millrace.application.id",
                        "millrace.job.id",
                        "millrace.job.ids",
                        "millrace.state",
                        "millrace.exit.code",
                        "millrace.attached");
        assertThat(properties).containsEntry("millrace.state", "SUCCEEDED").containsEntry("millrace.exit.code", "0");
        assertThat(ended.out()).hasSizeLessThan(1500);
        assertThat(ended.err()).contains("hello [2");
    }

    @Test
    void writesPropertiesUnderOozieUnlessToldOtherwise() {
        Map<String, String> oozie = Map.of("OOZIE_ACTION_CONF_XML", "action.xml");

        assertThat(Output.of(null, oozie)).isEqualTo(Output.PROPERTIES);
        assertThat(Output.of(Output.TEXT, oozie)).isEqualTo(Output.TEXT);
        assertThat(Output.of(null, Map.of())).isEqualTo(Output.TEXT);
    }

    @Test
    void keepsTheStatusFileTrueAllTheTime() throws Exception {
        Path file = folder.resolve("status.json");
        List<String> seen = new ArrayList<>();
        script.looks.add(List.of(job(FIRST, JobStatus.RUNNING)));
        script.looks.add(List.of(job(FIRST, JobStatus.RUNNING)));
        script.outcome = Optional.of(Script.ended(ApplicationOutcome.End.FAILED, ApplicationOutcome.Kind.USER, "boom"));
        ObjectMapper json = new ObjectMapper();
        script.atLook = () -> seen.add(read(file));

        Cli ended = Cli.call("run", "-t", "yarn-application", "--status-file", file.toString(), jar);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(json.readTree(seen.get(0)).get("state").asText()).isEqualTo("RUNNING");
        assertThat(json.readTree(seen.get(0)).get("applicationId").asText()).isEqualTo(Script.APPLICATION);
        assertThat(json.readTree(seen.get(0)).has("exitCode")).isFalse();
        assertThat(json.readTree(seen.get(1)).get("jobId").asText()).isEqualTo(FIRST.toString());
        JsonNode last = json.readTree(read(file));
        assertThat(last.get("state").asText()).isEqualTo("FAILED");
        assertThat(last.get("exitCode").asInt()).isEqualTo(1);
        assertThat(last.get("message").asText()).isEqualTo("boom");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void saysThatTheStatusFileCannotBeWrittenAndGoesOn() {
        script.outcome = Optional.of(Script.succeeded());

        Cli ended = Cli.call("run", "-t", "yarn-application", "--status-file", folder + "/no/such/file", jar);

        assertThat(ended.code()).isZero();
        assertThat(ended.err()).contains("--status-file");
    }

    @Test
    void runsMainHereAndItsJobsInTheSession() throws Exception {
        script.applications = List.of(session("other"), session("nightly"));

        Cli ended = Cli.call("run", "-t", "yarn-session", "--session", "nightly", jar, "2", folder.toString());

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualToIgnoringNewLines("hello [2, " + folder + "]");
        assertThat(ended.err().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("Job has been submitted with JobID "));
        assertThat(script.calls)
                .contains("findSession nightly")
                .anyMatch(call -> call.startsWith("job job 0 of [file:"));
        assertThat(folder.resolve("0")).exists();
        assertThat(folder.resolve("1")).exists();
    }

    @Test
    void findsTheSessionByTheIdOfItsApplication() {
        Cli ended = Cli.call("run", "-t", "yarn-session", "--application-id", Script.APPLICATION, jar, "1", "count");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("counted 10");
        assertThat(script.calls).contains("find " + Script.APPLICATION);
    }

    @Test
    void namesTheSessionsThatRunWhenTheOneThatIsMeantDoesNot() {
        script.applications = List.of(session("nightly"), session("hourly"));

        Cli none = Cli.call("run", "-t", "yarn-session", jar, "1", "count");
        Cli other = Cli.call("run", "-t", "yarn-session", "--session", "daily", jar, "1", "count");

        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err())
                .contains("--session NAME")
                .contains("'hourly', 'nightly'")
                .doesNotContain("application_");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("'daily'").contains("'hourly', 'nightly'");
    }

    @Test
    void leavesJobsOfASessionRunningWhenDetached() {
        Cli ended = Cli.call(
                "run",
                "-t",
                "yarn-session",
                "-id",
                Script.APPLICATION,
                "-d",
                "--output",
                "json",
                jar,
                "1",
                folder.toString());

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.lastLine()).contains("\"attached\":false");
        // It runs in this JVM, and writes where the test cleans up.
        await().until(() -> Files.exists(folder.resolve("0")));
    }

    @Test
    void refusesEagerResultsWhenDetached() {
        Cli ended = Cli.call("run", "-t", "yarn-session", "-id", Script.APPLICATION, "--detach", jar, "1", "count");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("--detach");
    }

    @Test
    void handsTheSubmitTimeoutOn() {
        script.outcome = Optional.of(Script.succeeded());

        Cli.call("run", "-t", "yarn-application", "--submit-timeout", "90 s", jar);

        assertThat(script.calls.get(0)).contains("yarn.submit-timeout=90 s");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-t local --submit-timeout 1s | --submit-timeout",
                "-t yarn-application --submit-timeout soon | --submit-timeout",
                "-t local --detach | --detach",
                "-t local --session x | --session",
                "-t yarn-application --application-id application_1_1 | --application-id",
                "-t yarn-session --session a --application-id application_1_1 | --application-id",
                "-t mars-session | yarn-session",
                "--on-client-exit explode | explode",
                "--output xml | xml"
            })
    void endsWith2WhenOptionsDoNotGoTogether(String options, String named) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(List.of(options.split(" ")));
        arguments.addAll(List.of(jar, "1", "count"));

        Cli ended = Cli.call(arguments.toArray(String[]::new));

        assertThat(ended.code()).as(ended.err()).isEqualTo(2);
        assertThat(ended.err()).contains(named).startsWith("millrace: ");
        assertThat(script.calls).noneMatch(call -> call.startsWith("start"));
    }

    @Test
    void submitsNothingWhenTheJarIsNotThere() {
        Cli ended = Cli.call("run", "-t", "yarn-application", folder + "/none.jar");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("none.jar");
        assertThat(script.calls).isEmpty();
    }

    private static ApplicationStatus session(String name) {
        return new ApplicationStatus(
                Script.APPLICATION, name, "session", "RUNNING", "default", "ann", "http://node:1", "");
    }
}
