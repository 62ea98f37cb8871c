package io.millrace.state.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.report.FailureReport;
import io.millrace.control.report.FailureReportFormat;
import io.millrace.control.report.FailureReports;
import io.millrace.control.report.FailureReportsContract;
import io.millrace.dataflow.JobID;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFailureReportsTest extends FailureReportsContract {
    @TempDir
    Path folder;

    private FileFailureReports reports;

    @BeforeEach
    void open() {
        reports = new FileFailureReports(folder.resolve("deep/failures").toUri(), Configuration::new);
    }

    @AfterEach
    void close() {
        reports.close();
    }

    @Override
    protected FailureReports reports() {
        return reports;
    }

    @Override
    protected void settle() {
        try {
            reports.settle();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected List<FailureReport> kept(JobID job) {
        try {
            return FileFailureReports.read(folder.resolve("deep/failures").toUri(), job.toString(), Configuration::new)
                    .stream()
                    .map(LocalFailureReportsTest::parsed)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FailureReport parsed(FileFailureReports.Kept kept) {
        try {
            return FailureReportFormat.read(kept.path(), kept.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void nothingIsLeftAside() throws IOException {
        reports.write(report(JOB, 1, 1, "one"));
        reports.write(report(JOB, 1, 1, "one again"));
        settle();

        try (var files = Files.list(folder.resolve("deep/failures/" + JOB))) {
            assertThat(files.map(path -> path.getFileName().toString())).containsExactly("000001-000001.txt");
        }
    }

    @Test
    void whatCannotBeWrittenDisturbsNobody() throws IOException {
        Files.createDirectories(folder.resolve("deep/failures"));
        Files.writeString(folder.resolve("deep/failures/" + JOB), "a file where a folder should be");

        reports.write(report(JOB, 1, 1, "one"));
        settle();
        reports.write(report(new JobID(9, 9), 1, 1, "of another job"));
        settle();

        assertThat(kept(new JobID(9, 9))).hasSize(1);
    }
}
