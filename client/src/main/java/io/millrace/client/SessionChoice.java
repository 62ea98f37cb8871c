package io.millrace.client;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.deploy.ApplicationStatus;
import io.millrace.dataflow.deploy.Deployed;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.Platform;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which running application is meant: by its id, or a session by its name. Filled by picocli. */
final class SessionChoice {
    private static final int SHOWN_MAX = 5;

    @Option(
            names = "--session",
            paramLabel = "NAME",
            description = "The session of this name (yarn-session.sh -nm NAME).")
    private @Nullable String name;

    @Option(
            names = {"--application-id", "-id"},
            paramLabel = "ID",
            description = "The application of this id, such as application_1700000000000_0042.")
    private @Nullable String id;

    /** For targets that have no session. */
    void refuseIfGiven() {
        if (name != null || id != null) {
            throw new IllegalConfigurationException(
                    (name != null ? "--session" : "--application-id") + " goes with a session: add -t yarn-session.");
        }
    }

    boolean isGiven(Platform platform, Configuration configuration) {
        return name != null || id(platform, configuration).isPresent();
    }

    private Optional<String> id(Platform platform, Configuration configuration) {
        String given = id != null ? id : configuration.toMap().get(platform.name() + ".application.id");
        return Optional.ofNullable(given);
    }

    /** @throws IllegalConfigurationException says which sessions run, if none or none of that name was found */
    Deployed find(Platform platform, Configuration configuration) throws DeploymentException {
        if (name != null && id != null) {
            throw new IllegalConfigurationException("--session and --application-id: expected=one of them.");
        }
        if (name != null) {
            Optional<Deployed> found = platform.findSession(name, configuration);
            if (found.isEmpty()) {
                throw new IllegalConfigurationException(
                        "No session named '" + name + "' runs. " + running(platform, configuration));
            }
            return found.get();
        }
        Optional<String> given = id(platform, configuration);
        if (given.isEmpty()) {
            throw new IllegalConfigurationException(
                    "Which application? Name it by --session NAME or --application-id ID. "
                            + running(platform, configuration));
        }
        return platform.find(given.get(), configuration);
    }

    private static String running(Platform platform, Configuration configuration) throws DeploymentException {
        List<String> names = platform.list(configuration).stream()
                .filter(application -> application.kind().equals("session"))
                .map(ApplicationStatus::name)
                .distinct()
                .sorted()
                .toList();
        return names.isEmpty()
                ? "No session runs: yarn-session.sh starts one."
                : "Sessions that run: "
                        + names.stream()
                                .limit(SHOWN_MAX)
                                .map(one -> "'" + one + "'")
                                .collect(Collectors.joining(", "))
                        + (names.size() > SHOWN_MAX ? " and " + (names.size() - SHOWN_MAX) + " more." : ".");
    }
}
