package io.millrace.control.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.report.FailureReport.Attempt;
import io.millrace.control.report.FailureReport.Cause;
import io.millrace.control.report.FailureReport.Consequence;
import io.millrace.control.report.FailureReport.End;
import io.millrace.control.report.FailureReport.Place;
import io.millrace.dataflow.JobID;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What every {@link FailureReports} that keeps something does. */
public abstract class FailureReportsContract {
    protected static final JobID JOB = new JobID(3, 4);

    protected abstract FailureReports reports();

    /** All that was asked for has happened. */
    protected abstract void settle();

    /** What is kept of a job, in order. */
    protected abstract List<FailureReport> kept(JobID job);

    protected static FailureReport report(JobID job, long epoch, int number, String message) {
        return new FailureReport(
                job,
                "a job\nwith two lines",
                epoch,
                number,
                Instant.parse("2026-11-21T13:20:11.123Z"),
                2,
                new Cause(
                        "USER",
                        message,
                        "java.lang.RuntimeException: x\n\tat a.B.c(B.java:1)\n\nCaused by: y",
                        Optional.of("Map: parse"),
                        Optional.of("(1, a b)"),
                        Optional.empty(),
                        Optional.of("hdfs://x/chk-1/tm")),
                Optional.of(new Attempt("Source -> Map: parse", 1, 3)),
                Optional.of(new Place(
                        "container_1_2_01_000003",
                        "node7",
                        Optional.of(new End("EXITED", OptionalInt.of(137), "exit status 137; YARN says: gone")))),
                new Consequence(
                        "restart 1 of 3",
                        List.of("Source -> Map: parse", "Sink"),
                        OptionalLong.of(17),
                        Duration.ofMillis(1500)),
                "line one\n    line two, indented\n\nline four");
    }

    @Test
    void whatIsKeptIsReadAsItWasWritten() {
        FailureReport report = report(JOB, 1, 1, "it failed: key: value");
        reports().write(report);
        settle();

        assertThat(kept(JOB)).containsExactly(report);
    }

    @Test
    void reportsComeInTheirOrder() {
        for (int number : new int[] {2, 11, 1}) {
            reports().write(report(JOB, 1, number, "number " + number));
        }
        reports().write(report(JOB, 2, 1, "of a later leader"));
        reports().write(report(new JobID(9, 9), 1, 1, "of another job"));
        settle();

        assertThat(kept(JOB))
                .extracting(report -> report.cause().message())
                .containsExactly("number 1", "number 2", "number 11", "of a later leader");
    }

    @Test
    void aReportIsNeverReplaced() {
        reports().write(report(JOB, 1, 1, "first"));
        reports().write(report(JOB, 1, 1, "second"));
        settle();

        assertThat(kept(JOB)).extracting(report -> report.cause().message()).containsExactly("first");
    }

    @Test
    void ofManyTheFirstAndTheLastStayWhicheverLeaderWroteThem() {
        List<Long> epochs = new ArrayList<>();
        for (long epoch = 1; epoch <= 30; epoch++) {
            for (int number = 1; number <= 4; number++) {
                reports().write(report(JOB, epoch, number, "again"));
                epochs.add(epoch);
            }
        }
        settle();

        List<Long> expected = new ArrayList<>(epochs.subList(0, FailureReports.FIRST_KEPT));
        expected.addAll(epochs.subList(epochs.size() - FailureReports.LAST_KEPT, epochs.size()));
        assertThat(kept(JOB)).extracting(FailureReport::epoch).isEqualTo(expected);
    }
}
