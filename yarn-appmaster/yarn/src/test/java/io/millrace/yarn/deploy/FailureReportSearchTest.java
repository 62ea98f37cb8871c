package io.millrace.yarn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.report.FailureReport;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.deploy.FailureReportTexts;
import io.millrace.dataflow.deploy.FailureReportTexts.Found;
import io.millrace.state.log.FileFailureReports;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureReportSearchTest {
    private static final JobID EARLY = new JobID(9, 9);
    private static final JobID LATE = new JobID(1, 1);
    private static final JobID LOCAL = new JobID(5, 5);

    @TempDir
    Path folder;

    private Configuration settings;

    @BeforeEach
    void writeReports() throws InterruptedException {
        settings = Configuration.fromMap(Map.of("jobmanager.failure-reports.dir", base().toString()));
        write("application_1_1/", LATE, 2_000, 1);
        write("application_1_1/", EARLY, 1_000, 1);
        write("application_1_1/", LATE, 500, 2); // its clock went back: still after the first
        write("application_1_2/", LATE, 9_000, 1);
        write("", LOCAL, 1, 1);
    }

    private URI base() {
        return URI.create("file://" + folder.toAbsolutePath());
    }

    private void write(String application, JobID job, long atMs, int number) throws InterruptedException {
        try (FileFailureReports reports = new FileFailureReports(URI.create(base() + "/" + application))) {
            reports.write(new FailureReport(
                    job,
                    "j",
                    1,
                    number,
                    Instant.ofEpochMilli(atMs),
                    1,
                    new FailureReport.Cause(
                            "PLATFORM",
                            application + job + " at " + atMs,
                            "",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()),
                    Optional.empty(),
                    Optional.of(new FailureReport.Place(
                            application.isEmpty() ? "here" : "container_1",
                            "node",
                            Optional.of(new FailureReport.End("EXITED", OptionalInt.of(1), "")))),
                    FailureReport.Consequence.of("none"),
                    ""));
            reports.settle();
        }
    }

    private FailureReportTexts find(Optional<String> application, Optional<JobID> job) throws Exception {
        return new FailureReportSearch(settings).find(application, job);
    }

    @Test
    void reportsOfAnApplicationComeAsTheyHappened() throws Exception {
        FailureReportTexts texts = find(Optional.of("application_1_1"), Optional.empty());

        assertThat(texts.found()).hasSize(3);
        assertThat(texts.found()).extracting(Found::container).containsOnly(Optional.of("container_1"));
        assertThat(texts.found().get(1).text()).contains(EARLY + " at 1000");
        assertThat(texts.looked()).singleElement().asString().endsWith("/application_1_1");
    }

    @Test
    void aJobIsFoundInWhateverApplicationItRan() throws Exception {
        assertThat(find(Optional.empty(), Optional.of(EARLY)).found()).hasSize(1);
        assertThat(find(Optional.empty(), Optional.of(LATE)).found()).hasSize(3);
        assertThat(find(Optional.of("application_1_2"), Optional.of(LATE)).found())
                .hasSize(1);
    }

    @Test
    void aJobOfALocalProgramIsFoundInItsOwnFolder() throws Exception {
        FailureReportTexts texts = find(Optional.empty(), Optional.of(LOCAL));

        assertThat(texts.found()).singleElement().satisfies(found -> {
            assertThat(found.container()).isEmpty();
            assertThat(found.text()).contains("message: ");
        });
    }

    @Test
    void nothingIsFoundOfWhatIsNotKnownAndItIsSaidWhereItWasLookedFor() throws Exception {
        FailureReportTexts texts = find(Optional.of("application_7_7"), Optional.of(EARLY));

        assertThat(texts.found()).isEmpty();
        assertThat(texts.looked()).containsExactly(base() + "/application_7_7/" + EARLY);
    }

    @Test
    void whatCannotBeReadAsAReportIsShownAllTheSame() throws Exception {
        Path job = Files.createDirectories(folder.resolve("application_1_3").resolve(EARLY.toString()));
        Files.writeString(job.resolve("000001-000001.txt"), "rubbish\n");

        FailureReportTexts texts = find(Optional.of("application_1_3"), Optional.empty());

        assertThat(texts.found())
                .singleElement()
                .satisfies(found -> assertThat(found.text())
                        .contains("is no report of a failure")
                        .endsWith("rubbish\n"));
    }
}
