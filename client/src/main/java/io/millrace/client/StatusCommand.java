package io.millrace.client;

import io.millrace.dataflow.deploy.ApplicationOutcome;
import io.millrace.dataflow.deploy.ApplicationStatus;
import io.millrace.dataflow.deploy.Deployed;
import io.millrace.dataflow.deploy.DeploymentException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how an application stands, or how it ended. */
@Command(
        name = "status",
        description = {
            "Says how the application that --session or --application-id names stands, or how it ended.",
            "The exit code is that of its end, and 0 while it runs."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false)
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--json", description = "Print one JSON object, as 'run --output json' does.")
    private boolean json;

    @Override
    public Integer call() {
        return cluster.withApplication(this::status);
    }

    private int status(Deployed deployed) throws DeploymentException, InterruptedException {
        Optional<ApplicationOutcome> outcome = deployed.awaitEnd(Duration.ZERO);
        Ending ending = outcome.isPresent() ? Ending.of(outcome.get()) : Ending.running(List.of());
        if (json) {
            System.out.println(new Result(Optional.of(deployed.applicationId()), ending, false).json());
        } else {
            ApplicationStatus status = deployed.status();
            System.out.println(status.applicationId() + " '" + status.name() + "' (" + status.kind() + ", queue "
                    + status.queue() + ", user " + status.user() + "): " + status.state()
                    + (outcome.isPresent() ? ", " + outcome.get().end() : ""));
            if (outcome.isEmpty() && !status.webAddress().isEmpty()) {
                System.out.println("REST interface: " + status.webAddress());
            }
            ending.jobs()
                    .forEach(job -> System.out.println(job.job() + " : " + job.name() + " (" + job.status() + ")"));
            if (!ending.message().isEmpty()) {
                System.out.println(ending.message());
            }
        }
        return ending.exitCode();
    }
}
