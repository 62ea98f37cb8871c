package io.millrace.client;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.deploy.CheckpointOverview;
import io.millrace.dataflow.deploy.Deployed;
import io.millrace.dataflow.deploy.DeploymentException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says how the checkpoints of a job go. */
@Command(
        name = "checkpoints",
        description =
                "Lists the last checkpoints of a job of the application that --session or --application-id names.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false)
final class CheckpointsCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Parameters(
            index = "0",
            paramLabel = "JOBID",
            description = "32 hexadecimal digits, as 'millrace list' shows them.")
    private String job = "";

    @Override
    public Integer call() {
        return cluster.withApplication(deployed -> list(deployed, JobIds.parse(job)));
    }

    private static int list(Deployed deployed, JobID job) throws DeploymentException {
        CheckpointOverview overview = deployed.checkpoints(job);
        System.out.println("completed " + overview.completed() + ", failed " + overview.failed() + ", in progress "
                + overview.inProgress() + ", restored " + overview.restored());
        overview.history().forEach(one -> System.out.println(line(one)));
        return ExitCode.FINISHED.code();
    }

    private static String line(CheckpointOverview.Line one) {
        return String.join(
                "\t",
                Long.toString(one.id()),
                one.status().name(),
                one.asked() ? "asked" : "periodic",
                TIME.format(Instant.ofEpochMilli(one.triggeredAtMs())),
                one.durationMs() + " ms",
                one.bytes() + " bytes",
                one.acknowledged() + "/" + one.subtasks() + " tasks",
                one.text());
    }
}
