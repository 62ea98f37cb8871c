package io.millrace.client;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.DeploymentOptions;
import io.millrace.dataflow.deploy.Deployed;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.Platform;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What commands about running applications have in common: where to look, and which one is meant. Whatever is thrown becomes
 * one message and an exit code. Filled by picocli.
 */
final class ClusterOptions {
    private static final String DEFAULT_PLATFORM = "yarn";

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    @Mixin
    private SessionChoice choice = new SessionChoice();

    @Option(
            names = {"-t", "--target"},
            paramLabel = "TARGET",
            description = "Where to look: yarn (the default); targets of 'run' are taken, too.")
    private @Nullable String target;

    /** What a command does with the cluster. */
    @FunctionalInterface
    interface Call {
        int call(Platform platform, Configuration configuration) throws Exception;
    }

    /** What a command does with one application. */
    @FunctionalInterface
    interface DeployedCall {
        int call(Deployed deployed) throws Exception;
    }

    int with(Call call) {
        LogLevel.set(settings.verbose());
        try {
            Configuration configuration = settings.read(System.getenv());
            if (target != null) {
                configuration.set(DeploymentOptions.TARGET, target);
            }
            String name = configuration
                    .getOptional(DeploymentOptions.TARGET)
                    .map(Target::platformOf)
                    .filter(platform -> target != null || !platform.equals("local"))
                    .orElse(DEFAULT_PLATFORM);
            return call.call(Platforms.named(name), configuration);
        } catch (Exception thrown) {
            if (thrown instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return ProgramCommand.complain(thrown, settings);
        }
    }

    /** With the application that is meant. */
    int withApplication(DeployedCall call) {
        return with((platform, configuration) -> {
            try (Deployed deployed = find(platform, configuration)) {
                return call.call(deployed);
            }
        });
    }

    boolean namesAnApplication(Platform platform, Configuration configuration) {
        return choice.isGiven(platform, configuration);
    }

    Deployed find(Platform platform, Configuration configuration) throws DeploymentException {
        return choice.find(platform, configuration);
    }
}
