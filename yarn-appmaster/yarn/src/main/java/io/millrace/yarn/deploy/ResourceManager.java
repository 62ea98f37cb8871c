package io.millrace.yarn.deploy;

import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.DeploymentException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.QueueInfo;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.client.api.YarnClientApplication;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.ApplicationNotFoundException;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** YARN's ResourceManager, with failures in words for people. Thread-safe; methods block, seconds at most. */
final class ResourceManager implements AutoCloseable {
    private final YarnClient client;
    private final String address;
    private final Duration timeout;

    private ResourceManager(YarnClient client, String address, Duration timeout) {
        this.client = client;
        this.address = address;
        this.timeout = timeout;
    }

    static ResourceManager connect(HadoopSettings hadoop, Duration timeout) {
        YarnConfiguration configuration = hadoop.impatient(timeout);
        YarnClient client = YarnClient.createYarnClient();
        client.init(configuration);
        client.start();
        String address = configuration.getBoolean(YarnConfiguration.RM_HA_ENABLED, false)
                ? "one of " + configuration.get(YarnConfiguration.RM_HA_IDS)
                : configuration.get(YarnConfiguration.RM_ADDRESS, YarnConfiguration.DEFAULT_RM_ADDRESS);
        return new ResourceManager(client, address, timeout);
    }

    /** A new id; no application is there yet. */
    YarnClientApplication createApplication() throws DeploymentException {
        return ask(client::createApplication, Kind.REFUSED, "Nothing was submitted.");
    }

    /** Empty if there is none of this name. */
    Optional<QueueInfo> queue(String name) throws DeploymentException {
        return ask(
                () -> {
                    try {
                        return Optional.ofNullable(client.getQueueInfo(name));
                    } catch (YarnException e) {
                        if (String.valueOf(e.getMessage())
                                .toLowerCase(Locale.ROOT)
                                .contains("unknown queue")) {
                            return Optional.empty();
                        }
                        throw e;
                    }
                },
                Kind.REFUSED,
                "Nothing was submitted.");
    }

    /** The names of all queues that jobs can go to. */
    List<String> queueNames() throws DeploymentException {
        return ask(client::getAllQueues, Kind.REFUSED, "Nothing was submitted.").stream()
                .filter(queue ->
                        queue.getChildQueues() == null || queue.getChildQueues().isEmpty())
                .map(QueueInfo::getQueueName)
                .sorted()
                .toList();
    }

    /** Returns when the application is accepted. */
    void submit(ApplicationSubmissionContext context) throws DeploymentException {
        ApplicationId id = context.getApplicationId();
        try {
            client.submitApplication(context);
        } catch (YarnException e) {
            throw new DeploymentException(
                    isAccess(e) ? Kind.ACCESS : Kind.REFUSED,
                    "The ResourceManager at " + address + " refused " + id + ": " + firstLine(e) + ".",
                    e);
        } catch (IOException e) {
            throw unreachable(
                    e,
                    Kind.STATE_UNKNOWN,
                    "Whether " + id + " was submitted is not known: ask by yarn application" + " -status " + id
                            + " when it can be reached.");
        }
    }

    /** @throws DeploymentException of kind USAGE if there is no such application */
    ApplicationReport report(ApplicationId id) throws DeploymentException {
        return ask(
                () -> {
                    try {
                        return client.getApplicationReport(id);
                    } catch (ApplicationNotFoundException e) {
                        throw new DeploymentException(
                                Kind.USAGE,
                                "The ResourceManager at " + address + " knows no application " + id
                                        + ": it was never submitted there, or ended so long ago that it is forgotten.",
                                e);
                    }
                },
                Kind.STATE_UNKNOWN,
                "How " + id + " stands is not known.");
    }

    List<ApplicationReport> applications(String type, Set<YarnApplicationState> states) throws DeploymentException {
        return ask(
                () -> client.getApplications(Set.of(type), java.util.EnumSet.copyOf(states)),
                Kind.STATE_UNKNOWN,
                "What runs there is not known.");
    }

    /** Returns when it was told; the end comes later. */
    void kill(ApplicationId id, String why) throws DeploymentException {
        ask(
                () -> {
                    client.killApplication(id, why);
                    return id;
                },
                Kind.STATE_UNKNOWN,
                "Whether " + id + " is killed is not known: kill it by yarn application -kill " + id + ".");
    }

    String address() {
        return address;
    }

    private interface Question<T> {
        T ask() throws YarnException, IOException, DeploymentException;
    }

    private <T> T ask(Question<T> question, Kind whenUnreachable, String consequence) throws DeploymentException {
        try {
            return question.ask();
        } catch (YarnException e) {
            throw new DeploymentException(
                    isAccess(e) ? Kind.ACCESS : whenUnreachable,
                    "The ResourceManager at " + address + " refuses: " + firstLine(e) + ". " + consequence,
                    e);
        } catch (IOException | RuntimeException e) {
            throw unreachable(e, whenUnreachable, consequence);
        }
    }

    private DeploymentException unreachable(Exception e, Kind kind, String consequence) {
        if (isAccess(e)) {
            return new DeploymentException(
                    Kind.ACCESS,
                    "The ResourceManager at " + address + " does not let this user in: " + firstLine(e)
                            + ". Check the ticket (klist) or the tokens. " + consequence,
                    e);
        }
        return new DeploymentException(
                kind,
                "The ResourceManager at " + address + " cannot be reached within " + timeout.toSeconds() + " s: "
                        + firstLine(root(e)) + ". Check yarn.resourcemanager.address in HADOOP_CONF_DIR, and whether it"
                        + " runs. " + consequence,
                e);
    }

    private static boolean isAccess(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            String text = t.getClass().getSimpleName() + " " + t.getMessage();
            if (t instanceof AccessControlException
                    || t instanceof javax.security.sasl.SaslException
                    || text.contains("AccessControlException")
                    || text.contains("GSSException")) {
                return true;
            }
        }
        return false;
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private static String firstLine(Throwable thrown) {
        String message = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
        return message.strip().lines().findFirst().orElse("").replaceAll("\\.$", "");
    }

    @Override
    public void close() {
        client.stop();
    }
}
