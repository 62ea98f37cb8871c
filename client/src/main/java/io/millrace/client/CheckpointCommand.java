package io.millrace.client;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.dataflow.deploy.CheckpointStatus;
import io.millrace.dataflow.deploy.Deployed;
import io.millrace.dataflow.deploy.DeploymentException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a checkpoint of a job of a running application, and waits for it. */
@Command(
        name = "checkpoint",
        description = {
            "Takes a checkpoint of a job of the application that --session or --application-id names, and waits for it.",
            "The job must be RUNNING, and have execution.checkpointing.interval or execution.checkpointing.dir."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false)
final class CheckpointCommand implements Callable<Integer> {
    /** As long as one request may wait; the next one goes on where it ended. */
    private static final Duration WAIT = Duration.ofSeconds(20);

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Parameters(
            index = "0",
            paramLabel = "JOBID",
            description = "32 hexadecimal digits, as 'millrace list' shows them.")
    private String job = "";

    @Override
    public Integer call() {
        return cluster.withApplication(deployed -> take(deployed, JobIds.parse(job)));
    }

    private static int take(Deployed deployed, JobID job) throws DeploymentException {
        String request = UUID.randomUUID().toString().replace("-", "");
        CheckpointStanding standing = deployed.takeCheckpoint(job, request, Duration.ZERO);
        if (!standing.isKnown()) {
            System.err.println("Taking a checkpoint of job " + job + ".");
        }
        while (!standing.isKnown()) {
            standing = deployed.takeCheckpoint(job, request, WAIT);
        }
        if (standing.status() == CheckpointStatus.COMPLETED) {
            System.out.println("Checkpoint " + standing.checkpoint() + " of job " + job + ": " + standing.durationMs()
                    + " ms, " + standing.bytes() + " bytes, " + standing.path());
            return ExitCode.FINISHED.code();
        }
        ProgramCommand.complain(
                standing.checkpoint() == 0
                        ? "no checkpoint of job " + job + " was taken: " + standing.reason() + "."
                        : "checkpoint " + standing.checkpoint() + " of job " + job + " failed: " + standing.reason()
                                + ".");
        return ExitCode.FAILED.code();
    }
}
