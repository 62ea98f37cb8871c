package io.millrace.client;

import io.millrace.dataflow.deploy.ApplicationOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Has the resource manager kill an application. */
@Command(
        name = "kill",
        description = {
            "Kills the application that --session or --application-id names; returns when it is dead.",
            "Its jobs are not cancelled in order: 'yarn-session.sh -id ID' and 'stop' does that for sessions."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false)
final class KillCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Override
    public Integer call() {
        return cluster.withApplication(deployed -> {
            Optional<ApplicationOutcome> before = deployed.awaitEnd(Duration.ZERO);
            if (before.isPresent()) {
                System.err.println("Application " + deployed.applicationId() + " had ended before: "
                        + before.get().end() + ".");
                return ExitCode.FINISHED.code();
            }
            deployed.kill();
            System.out.println("Killed application " + deployed.applicationId() + ".");
            return ExitCode.FINISHED.code();
        });
    }
}
