package io.millrace.yarn.deploy;

import io.millrace.control.report.FailureReport;
import io.millrace.control.report.FailureReportFormat;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.DeploymentException.Kind;
import io.millrace.dataflow.deploy.FailureReportTexts;
import io.millrace.dataflow.deploy.FailureReportTexts.Found;
import io.millrace.jobmanager.JobManagerOptions;
import io.millrace.state.log.FileFailureReports;
import io.millrace.yarn.launch.ContainerFiles;
import io.millrace.yarn.staging.FailureReportsFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds reports of failures where applications of this user leave them. No ResourceManager is asked, as it forgets
 * applications before their reports go.
 */
final class FailureReportSearch {
    private static final String APPLICATIONS = "application_";
    private static final String CONTAINERS = "container_";

    private final Configuration settings;
    private final List<String> looked = new ArrayList<>();
    private final List<Dated> found = new ArrayList<>();

    private record Dated(Instant time, Found report) {}

    FailureReportSearch(Configuration settings) {
        this.settings = settings;
    }

    FailureReportTexts find(Optional<String> applicationId, Optional<JobID> job) throws DeploymentException {
        boolean local = settings.getOptional(JobManagerOptions.FAILURE_REPORTS_DIRECTORY)
                .filter(directory -> directory.startsWith("file:"))
                .isPresent();
        org.apache.hadoop.conf.Configuration hadoop = local
                ? new org.apache.hadoop.conf.Configuration()
                : HadoopSettings.load(settings, System.getenv()).configuration();
        try {
            Optional<URI> configured = FailureReportsFolder.configured(settings, hadoop);
            if (configured.isPresent()) {
                look(configured.get(), "", applicationId, job, hadoop);
            } else {
                URI staging = Cluster.staging(settings, HadoopSettings.load(settings, System.getenv()))
                        .folder()
                        .toUri();
                look(staging, "/" + ContainerFiles.FAILURES, applicationId, job, hadoop);
            }
        } catch (AccessDeniedException e) {
            throw new DeploymentException(
                    Kind.ACCESS,
                    "Reports of failures cannot be read: " + e.getMessage()
                            + ". They belong to the user whose program ran.",
                    e);
        } catch (IOException e) {
            throw new DeploymentException(
                    Kind.STATE_UNKNOWN, "Reports of failures cannot be looked for: " + e.getMessage(), e);
        }
        // Those of one job are in order already, and the sort is stable.
        found.sort(Comparator.comparing(Dated::time));
        return new FailureReportTexts(looked, found.stream().map(Dated::report).toList());
    }

    /** @param below what is between an application's folder and those of its jobs */
    private void look(
            URI base,
            String below,
            Optional<String> applicationId,
            Optional<JobID> job,
            org.apache.hadoop.conf.Configuration hadoop)
            throws IOException {
        if (applicationId.isPresent()) {
            lookIn(URI.create(base + "/" + applicationId.get() + below), job, hadoop);
            return;
        }
        looked.add(base + "/" + APPLICATIONS + "*" + below
                + job.map(id -> "/" + id).orElse(""));
        for (String name : FileFailureReports.list(base, () -> hadoop)) {
            if (name.startsWith(APPLICATIONS)) {
                take(URI.create(base + "/" + name + below), job, hadoop);
            }
        }
        if (below.isEmpty() && job.isPresent()) {
            lookIn(base, job, hadoop); // of local programs
        }
    }

    private void lookIn(URI folder, Optional<JobID> job, org.apache.hadoop.conf.Configuration hadoop)
            throws IOException {
        looked.add(folder + job.map(id -> "/" + id).orElse(""));
        take(folder, job, hadoop);
    }

    private void take(URI folder, Optional<JobID> job, org.apache.hadoop.conf.Configuration hadoop) throws IOException {
        List<String> jobs =
                job.isPresent() ? List.of(job.get().toString()) : FileFailureReports.list(folder, () -> hadoop);
        for (String one : jobs) {
            for (FileFailureReports.Kept kept : FileFailureReports.read(folder, one, () -> hadoop)) {
                found.add(dated(kept));
            }
        }
    }

    /** What cannot be read as a report is shown all the same, first of all. */
    private static Dated dated(FileFailureReports.Kept kept) {
        try {
            FailureReport report = FailureReportFormat.read(kept.path(), kept.text());
            Optional<String> container =
                    report.place().map(FailureReport.Place::taskManager).filter(name -> name.startsWith(CONTAINERS));
            return new Dated(report.time(), new Found(kept.path(), container, kept.text()));
        } catch (IOException e) {
            return new Dated(
                    Instant.EPOCH, new Found(kept.path(), Optional.empty(), e.getMessage() + "\n" + kept.text()));
        }
    }
}
