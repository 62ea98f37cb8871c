package io.millrace.control.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.control.report.FailureReport.Cause;
import io.millrace.control.report.FailureReport.Consequence;
import io.millrace.dataflow.JobID;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailureReportFormatTest {
    private static final FailureReport LEAST = new FailureReport(
            new JobID(1, 2),
            "",
            1,
            1,
            Instant.EPOCH,
            1,
            new Cause("PLATFORM", "gone", "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            Consequence.of("the job fails"),
            "");

    @Test
    void aReportThatSaysLittleIsShort() throws IOException {
        String text = FailureReportFormat.write(LEAST);

        assertThat(text)
                .isEqualTo("millrace failure report: 1\n"
                        + "time: 1970-01-01T00:00:00Z\n"
                        + "job: " + new JobID(1, 2) + "\n"
                        + "run: 1\nreport: 1\nepoch: 1\nowner: PLATFORM\nmessage: gone\ndecision: the job fails\n");
        assertThat(FailureReportFormat.read("x", text)).isEqualTo(LEAST);
    }

    @Test
    void keysThatAreNotKnownArePassedOver() throws IOException {
        String text = FailureReportFormat.write(LEAST) + "weather:\n    fine\n    still\nmood: good\n";

        assertThat(FailureReportFormat.read("x", text)).isEqualTo(LEAST);
    }

    @Test
    void whatIsNoReportIsRefusedByName() {
        assertThatThrownBy(() -> FailureReportFormat.read("/a/b.txt", "hello\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'/a/b.txt' is no report of a failure");
        assertThatThrownBy(() -> FailureReportFormat.read("/a/b.txt", "millrace failure report: 9\n"))
                .hasMessageContaining("version '9'");
        assertThatThrownBy(() -> FailureReportFormat.read("/a/b.txt", "millrace failure report: 1\ntime: now\n"))
                .hasMessageContaining("'/a/b.txt' is damaged");
    }

    @Test
    void namesOfFilesAreInTheOrderOfTheReports() {
        assertThat(FailureReportFormat.fileName(1, 9)).isLessThan(FailureReportFormat.fileName(1, 10));
        assertThat(FailureReportFormat.fileName(9, 3)).isLessThan(FailureReportFormat.fileName(10, 1));
        assertThat(FailureReportFormat.fileName(12, 3)).isEqualTo("000012-000003.txt");
    }
}
