package io.millrace.yarn.master;

import io.millrace.dataflow.deploy.ApplicationOutcome;
import io.millrace.dataflow.deploy.JobStanding;
import io.millrace.yarn.launch.LaunchSpec;
import io.millrace.yarn.launch.OutcomeFile;
import io.millrace.yarn.staging.Tidying;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of an application, in this order: running jobs are cancelled, what failed and the outcome are written down,
 * containers are given back and YARN is told, staged files are deleted. What cannot be done is logged, and the rest is done nevertheless.
 */
final class MasterEnd {
    private static final Logger LOG = LoggerFactory.getLogger(MasterEnd.class);

    /** YARN keeps diagnostics in memory, and in its state store. */
    private static final int DIAGNOSTICS_MAX = 8_000;

    private final LaunchSpec spec;
    private final Configuration hadoop;
    private final MasterEnvironment environment;

    MasterEnd(LaunchSpec spec, Configuration hadoop, MasterEnvironment environment) {
        this.spec = spec;
        this.hadoop = hadoop;
        this.environment = environment;
    }

    /** @return whether YARN was told */
    boolean end(ApplicationOutcome outcome, Optional<MasterServices> services, Duration cancelWait) {
        LOG.info("the application ends: {} {} {}", outcome.end(), outcome.kind(), outcome.message());
        List<JobStanding> jobs =
                services.map(running -> running.cancelJobs(cancelWait)).orElse(List.of());
        services.ifPresent(MasterServices::finishReports);
        write(new ApplicationOutcome(outcome.end(), outcome.kind(), outcome.message(), jobs));
        boolean told =
                services.map(running -> unregister(running, outcome)).orElseGet(() -> reportFailedStart(outcome));
        if (told) {
            services.ifPresent(MasterServices::endLeadership);
            deleteStaged();
        }
        services.ifPresent(MasterServices::close);
        LOG.info("the ApplicationMaster has done its work");
        return told;
    }

    private void write(ApplicationOutcome outcome) {
        try {
            Path staging = new Path(spec.stagingDirectory());
            OutcomeFile.write(staging.getFileSystem(hadoop), staging, outcome);
        } catch (IOException | RuntimeException e) {
            LOG.error("the outcome could not be written to {}", spec.stagingDirectory(), e);
        }
    }

    private boolean unregister(MasterServices services, ApplicationOutcome outcome) {
        try {
            services.yarn().unregister(status(outcome), diagnostics(outcome), "");
            LOG.info("unregistered from YARN as {}", outcome.end());
            return true;
        } catch (IOException | YarnException | RuntimeException e) {
            LOG.error("YARN could not be told of the application's end", e);
            return false;
        }
    }

    /** Else YARN would say no more than that the process ended, and would start it again in vain. */
    private boolean reportFailedStart(ApplicationOutcome outcome) {
        try {
            FailedStart.report(hadoop, environment.container().host(), status(outcome), diagnostics(outcome));
            return true;
        } catch (IOException | YarnException | RuntimeException e) {
            LOG.error("YARN could not be told of the failed start", e);
            return false;
        }
    }

    private static FinalApplicationStatus status(ApplicationOutcome outcome) {
        return switch (outcome.end()) {
            case SUCCEEDED -> FinalApplicationStatus.SUCCEEDED;
            case FAILED -> FinalApplicationStatus.FAILED;
            case KILLED -> FinalApplicationStatus.KILLED;
        };
    }

    private static String diagnostics(ApplicationOutcome outcome) {
        String text = outcome.message();
        return text.length() <= DIAGNOSTICS_MAX ? text : text.substring(0, DIAGNOSTICS_MAX) + " ...";
    }

    private void deleteStaged() {
        try {
            Path staging = new Path(spec.stagingDirectory());
            Tidying.clear(staging.getFileSystem(hadoop), staging);
        } catch (IOException | RuntimeException e) {
            LOG.warn("staged files are left in {}", spec.stagingDirectory(), e);
        }
    }
}
