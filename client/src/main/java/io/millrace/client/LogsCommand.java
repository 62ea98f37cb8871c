package io.millrace.client;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.deploy.Deployed;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.FailureReportTexts;
import io.millrace.dataflow.deploy.FailureReportTexts.Found;
import io.millrace.dataflow.deploy.Platform;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what failed in an application, or of a job. */
@Command(
        name = "logs",
        description = {
            "Shows the reports of failed attempts of an application or a job, oldest first, while it runs and after its",
            "end. Reports are removed 7 days after the application's end."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false)
final class LogsCommand implements Callable<Integer> {
    private static final Pattern JOB_ID = Pattern.compile("[0-9a-fA-F]{32}");

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "APPLICATION|JOB",
            description = "An application's id, or a job's of 32 hexadecimal digits; or --session NAME.")
    private @Nullable String what;

    @Option(names = "--job", paramLabel = "JOBID", description = "Only this job of the application.")
    private @Nullable String job;

    @Option(names = "--last", paramLabel = "N", description = "Only the last N reports.")
    private int last = Integer.MAX_VALUE;

    @Override
    public Integer call() {
        return cluster.with((platform, configuration) -> {
            if (last < 1) {
                throw new IllegalConfigurationException("--last " + last + ": expected=1 or more");
            }
            Optional<JobID> wanted = jobId();
            Optional<String> application = application(platform, configuration);
            if (application.isEmpty() && wanted.isEmpty()) {
                throw new IllegalConfigurationException(
                        "Whose failures? Name an application, a job, or --session NAME.");
            }
            return show(platform.failureReports(application, wanted, configuration));
        });
    }

    private Optional<JobID> jobId() {
        if (what != null && job != null && JOB_ID.matcher(what).matches()) {
            throw new IllegalConfigurationException("--job goes with an application: '" + what + "' is a job.");
        }
        String named = what != null && JOB_ID.matcher(what).matches() ? what : job;
        if (named == null) {
            return Optional.empty();
        }
        if (!JOB_ID.matcher(named).matches()) {
            throw new IllegalConfigurationException(
                    "'" + named + "' is no job id: expected=32 hexadecimal digits, as 'millrace list' shows them.");
        }
        return Optional.of(JobID.fromHexString(named));
    }

    private Optional<String> application(Platform platform, Configuration configuration) throws DeploymentException {
        if (what != null) {
            return JOB_ID.matcher(what).matches() ? Optional.empty() : Optional.of(what);
        }
        if (!cluster.namesAnApplication(platform, configuration)) {
            return Optional.empty();
        }
        try (Deployed deployed = cluster.find(platform, configuration)) {
            return Optional.of(deployed.applicationId());
        }
    }

    private int show(FailureReportTexts texts) {
        List<Found> all = texts.found();
        if (all.isEmpty()) {
            System.err.println("No failure is reported in " + String.join(" or ", texts.looked())
                    + ". Reports go 7 days after the application's end.");
            return ExitCode.FAILED.code();
        }
        for (Found found : all.subList(Math.max(0, all.size() - last), all.size())) {
            System.out.println("==> " + found.place());
            System.out.print(found.text());
            found.container()
                    .ifPresent(container -> System.out.println(
                            "more: yarn logs -containerId " + container + " -log_files taskmanager.log"));
            System.out.println();
        }
        return ExitCode.FINISHED.code();
    }
}
