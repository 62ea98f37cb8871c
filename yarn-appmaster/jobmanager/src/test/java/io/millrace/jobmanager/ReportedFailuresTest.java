package io.millrace.jobmanager;

import static io.millrace.dataflow.JobStatus.FAILED;
import static io.millrace.dataflow.JobStatus.RESTARTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.report.FailureReport;
import io.millrace.control.report.FailureReport.Attempt;
import io.millrace.control.report.FailureReport.End;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraph.Mode;
import io.millrace.jobmanager.container.ContainerDriver.Cause;
import io.millrace.jobmanager.container.ContainerDriver.Lost;
import io.millrace.jobmanager.container.ContainerId;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Failure;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage.TaskMoved;
import io.millrace.protocol.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What is reported of each failure of a job. */
class ReportedFailuresTest {
    private static final Map<String, String> THRICE = Map.of(
            "restart-strategy.type",
            "fixed-delay",
            "restart-strategy.fixed-delay.attempts",
            "3",
            "restart-strategy.fixed-delay.delay",
            "2 s");

    private final JobManagerHouse jm = new JobManagerHouse();

    private static JobGraph graph(Map<String, String> settings, int... parallelism) {
        return TestGraphs.sources(Mode.BATCH, settings, Optional.empty(), parallelism);
    }

    private static AttemptId attempt(JobID job, int subtask, int attempt) {
        return new AttemptId(job, 0, subtask, attempt);
    }

    private FailureReport only(JobID job) {
        assertThat(jm.failures.of(job)).hasSize(1);
        return jm.failures.of(job).get(0);
    }

    @Test
    void aFailedTaskIsReportedWithItsRecordItsPlaceItsLogAndWhatFollows() {
        TaskManagerId tm = jm.taskManager("tm", 2);
        JobID job = jm.submit(1, graph(THRICE, 2));
        jm.moved(tm, attempt(job, 0, 0), TaskState.RUNNING);
        Failure failure = new Failure(
                Failure.Owner.USER, Optional.of("parse"), 1, "it broke", "at Here\nat There", Optional.of("(1,x)"));
        jm.tell(
                JobManager.SLOTS,
                new TaskMoved(
                        JobManagerHouse.EPOCH,
                        tm,
                        1,
                        attempt(job, 1, 0),
                        TaskState.FAILED,
                        Optional.of(failure),
                        Map.of(),
                        "line 1\nline 2"));

        FailureReport report = only(job);
        assertThat(report.number()).isEqualTo(1);
        assertThat(report.run()).isEqualTo(1);
        assertThat(report.epoch()).isEqualTo(JobManagerHouse.EPOCH.number());
        assertThat(report.cause().owner()).isEqualTo("USER");
        assertThat(report.cause().message()).isEqualTo("it broke");
        assertThat(report.cause().stackTrace()).isEqualTo("at Here\nat There");
        assertThat(report.cause().operator()).contains("parse");
        assertThat(report.cause().record()).contains("(1,x)");
        assertThat(report.attempt().map(Attempt::subtask)).contains(1);
        assertThat(report.attempt().map(Attempt::number)).contains(0);
        assertThat(report.place()).hasValueSatisfying(place -> {
            assertThat(place.taskManager()).isEqualTo("tm");
            assertThat(place.host()).isEqualTo("host-tm");
            assertThat(place.end()).isEmpty();
        });
        assertThat(report.log()).isEqualTo("line 1\nline 2");
        assertThat(report.consequence().decision()).contains("restart 1 of 3");
        assertThat(report.consequence().delay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(report.consequence().restarts())
                .containsExactly(report.attempt().orElseThrow().vertex());
        assertThat(report.consequence().checkpoint()).isEmpty();
    }

    @Test
    void aLostContainerIsReportedWithItsExitStatusAndItsHost() {
        TaskManagerId a = jm.taskManager("a", 1);
        jm.taskManager("b", 1);
        JobID job = jm.submit(1, graph(Map.of(), 2));
        jm.tell(
                JobManager.SLOTS,
                new Lost(new ContainerId(a.name()), Cause.EXITED, OptionalInt.of(137), "killed by signal 9"));

        FailureReport report = only(job);
        assertThat(report.cause().owner()).isEqualTo("PLATFORM");
        assertThat(report.attempt()).isEmpty();
        assertThat(report.place()).hasValueSatisfying(place -> {
            assertThat(place.taskManager()).isEqualTo("a");
            assertThat(place.host()).isEqualTo("host-a");
            assertThat(place.end()).contains(new End("EXITED", OptionalInt.of(137), "killed by signal 9"));
        });
        assertThat(report.consequence().decision()).contains("does not count").contains("1 of 4");
    }

    @Test
    void theContainerIsReportedAlsoIfThoseThatSpokeToItFailedFirst() {
        TaskManagerId a = jm.taskManager("a", 1);
        TaskManagerId b = jm.taskManager("b", 1);
        JobID job = jm.submit(1, graph(Map.of(), 2));
        AttemptId onB = jm.deployed().get("b").get(0);
        jm.failed(b, onB, Failure.Owner.PLATFORM, "the channel broke");
        jm.tell(
                JobManager.SLOTS,
                new Lost(new ContainerId(a.name()), Cause.EXITED, OptionalInt.of(137), "killed by signal 9"));

        assertThat(jm.last(job).status()).isEqualTo(RESTARTING);
        List<FailureReport> reports = jm.failures.of(job);
        assertThat(reports).extracting(report -> report.cause().message()).hasSize(2);
        assertThat(reports.get(1).place().orElseThrow().end().orElseThrow().exitStatus())
                .hasValue(137);
        assertThat(reports.get(1).consequence().decision()).contains("under way");
    }

    @Test
    void ofManyThatFailTogetherSomeAreReported() {
        TaskManagerId tm = jm.taskManager("tm", 40);
        JobID job = jm.submit(1, graph(THRICE, 40));
        for (int subtask = 0; subtask < 40; subtask++) {
            jm.failed(tm, attempt(job, subtask, 0), Failure.Owner.USER, "subtask " + subtask);
        }

        List<FailureReport> reports = jm.failures.of(job);
        assertThat(reports).hasSize(9);
        assertThat(reports.get(0).consequence().restarts()).isNotEmpty();
        assertThat(reports.subList(1, 9))
                .allSatisfy(
                        report -> assertThat(report.consequence().restarts()).isEmpty());
    }

    @Test
    void theLastFailureSaysThatTheJobFails() {
        TaskManagerId tm = jm.taskManager("tm", 1);
        JobID job = jm.submit(1, graph(Map.of(), 1));
        jm.failed(tm, attempt(job, 0, 0), Failure.Owner.USER, "it broke");

        assertThat(jm.last(job).status()).isEqualTo(FAILED);
        assertThat(only(job).consequence().decision()).isEqualTo("the job fails");
    }

    @Test
    void aSnapshotThatCannotBeReadIsNamed() {
        TaskManagerId tm = jm.taskManager("tm", 1);
        JobID job = jm.submit(1, graph(Map.of(), 1));
        Failure failure = new Failure(
                Failure.Owner.PLATFORM,
                Optional.empty(),
                0,
                "gone",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.of("hdfs://x/chk-3/tm"));
        jm.moved(tm, attempt(job, 0, 0), TaskState.FAILED, Optional.of(failure), Map.of());

        assertThat(only(job).cause().lostSnapshot()).contains("hdfs://x/chk-3/tm");
    }

    @Test
    void whatIsDeniedToAJobIsReported() {
        JobID job = jm.submit(1, graph(Map.of(), 3));
        jm.advance(Duration.ofMinutes(10));

        assertThat(jm.last(job).status()).isEqualTo(FAILED);
        assertThat(only(job).cause().owner()).isEqualTo("RESOURCES");
        assertThat(only(job).place()).isEmpty();
    }

    @Test
    void aJobThatFailsForEverFillsNoDiskAndItsFirstAndLastFailuresStay() {
        Map<String, String> always = Map.of(
                "restart-strategy.type",
                "fixed-delay",
                "restart-strategy.fixed-delay.attempts",
                "1000",
                "restart-strategy.fixed-delay.delay",
                "0 s");
        TaskManagerId tm = jm.taskManager("tm", 1);
        JobID job = jm.submit(1, graph(always, 1));
        for (int run = 0; run < 200; run++) {
            jm.failed(tm, attempt(job, 0, run), Failure.Owner.USER, "failure " + run);
            jm.advance(Duration.ZERO);
        }

        List<FailureReport> reports = jm.failures.of(job);
        assertThat(reports).hasSize(70);
        assertThat(reports.subList(0, 20))
                .extracting(report -> report.cause().message())
                .startsWith("failure 0", "failure 1")
                .endsWith("failure 19");
        assertThat(reports.get(20).cause().message()).isEqualTo("failure 150");
        assertThat(reports.get(69).cause().message()).isEqualTo("failure 199");
        assertThat(reports.get(69).run()).isEqualTo(200);
    }
}
