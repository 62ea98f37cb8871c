package io.millrace.client;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.deploy.Deployed;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.JobStanding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Cancels a job of a running application, and waits until it has ended. */
@Command(
        name = "cancel",
        description =
                "Cancels a job of the application that --session or --application-id names, and waits for its end.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false)
final class CancelCommand implements Callable<Integer> {
    /** As long as a TaskManager gives its tasks to heed their cancellation. */
    private static final Duration WAIT_MAX = Duration.ofSeconds(40);

    private static final Duration LOOK_EVERY = Duration.ofMillis(300);

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Parameters(
            index = "0",
            paramLabel = "JOBID",
            description = "32 hexadecimal digits, as 'millrace list' shows them.")
    private String job = "";

    @Override
    public Integer call() {
        return cluster.withApplication(deployed -> cancel(deployed, JobIds.parse(job)));
    }

    private static int cancel(Deployed deployed, JobID job) throws DeploymentException, InterruptedException {
        deployed.cancel(job);
        System.err.println("Cancelling job " + job + ".");
        long deadline = System.nanoTime() + WAIT_MAX.toNanos();
        JobStatus status = status(deployed, job);
        while (!status.isTerminalState() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
            status = status(deployed, job);
            if (!status.isTerminalState() && status != JobStatus.CANCELLING) {
                // Another JobManager may lead by now, and not have heard of it.
                deployed.cancel(job);
            }
        }
        if (status == JobStatus.CANCELED) {
            System.out.println("Cancelled job " + job + ".");
            return ExitCode.FINISHED.code();
        }
        ProgramCommand.complain(
                status.isTerminalState()
                        ? "job " + job + " had ended before it could be cancelled: it is " + status + "."
                        : "job " + job + " was asked to end " + WAIT_MAX.toSeconds() + " s ago, but is still " + status
                                + ": a task does not heed it.");
        return ExitCode.FAILED.code();
    }

    private static JobStatus status(Deployed deployed, JobID job) throws DeploymentException {
        List<JobStanding> jobs = deployed.jobs();
        Optional<JobStanding> found =
                jobs.stream().filter(one -> one.job().equals(job)).findFirst();
        return found.map(JobStanding::status)
                .orElseThrow(() -> new IllegalConfigurationException(
                        "Application " + deployed.applicationId() + " does not know job " + job + "."));
    }
}
