package io.millrace.yarn.deploy;

import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.DeploymentException.Kind;
import io.millrace.rest.client.RestClient;
import io.millrace.rest.client.RestException;
import io.millrace.yarn.staging.ApplicationFolder;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.jspecify.annotations.Nullable;

/**
 * The way to the REST interface of an application: its address is that of the ResourceManager's report, its token that of the
 * staging directory. When the connection breaks, the address is asked for anew, as another leader may have another one.
 * Thread-safe.
 */
final class RestLink {
    /** YARN knows within seconds that an ApplicationMaster has ended, and names the address of the next one. */
    static final Duration SILENCE_MAX = Duration.ofSeconds(15);

    private static final long PAUSE_MS = 300;

    private final ResourceManager resourceManager;
    private final ApplicationId id;
    private final ApplicationFolder folder;
    private @Nullable RestClient client;

    RestLink(ResourceManager resourceManager, ApplicationId id, ApplicationFolder folder) {
        this.resourceManager = resourceManager;
        this.id = id;
        this.folder = folder;
    }

    /** A question that may be asked twice, also of two leaders. */
    interface Question<T> {
        T ask(RestClient client) throws RestException, InterruptedException;
    }

    /**
     * Asks the leader; if it does not answer, the one that takes over. While there is none, as YARN's report says, this waits
     * for {@link Watch#OUTAGE_MAX}; for a leader that is said to be there and does not answer, for {@link #SILENCE_MAX}.
     */
    <T> T ask(Question<T> question) throws DeploymentException {
        long beganNanos = System.nanoTime();
        try {
            while (true) {
                RestClient known = null;
                try {
                    known = client();
                    return question.ask(known);
                } catch (RestException e) {
                    if (e.kind() != RestException.Kind.UNREACHABLE || isOver(beganNanos, SILENCE_MAX)) {
                        throw translated(e);
                    }
                } catch (DeploymentException e) {
                    if (e.kind() != Kind.STATE_UNKNOWN || isOver(beganNanos, Watch.OUTAGE_MAX)) {
                        throw e;
                    }
                }
                if (known != null) {
                    forget(known);
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeploymentException(Kind.STATE_UNKNOWN, "Interrupted while " + id + " was asked.", e);
        }
    }

    private static boolean isOver(long beganNanos, Duration patience) {
        return System.nanoTime() - beganNanos > patience.toNanos();
    }

    synchronized RestClient client() throws DeploymentException {
        if (client == null) {
            ApplicationReport report = resourceManager.report(id);
            client = new RestClient(address(report), token(report));
        }
        return client;
    }

    /** The next question looks for the address again. */
    synchronized void forget(RestClient broken) {
        if (broken.equals(client)) {
            client = null;
        }
    }

    private URI address(ApplicationReport report) throws DeploymentException {
        if (Reports.hasEnded(report)) {
            throw new DeploymentException(
                    Kind.USAGE, id + " has ended (" + report.getYarnApplicationState() + ").", null);
        }
        String address = Reports.webAddress(report);
        if (address.isEmpty()) {
            throw new DeploymentException(
                    Kind.STATE_UNKNOWN,
                    id + " is " + report.getYarnApplicationState() + " and has no REST interface yet: try again soon.",
                    null);
        }
        try {
            return URI.create(address.contains("://") ? address : "http://" + address);
        } catch (IllegalArgumentException e) {
            throw new DeploymentException(
                    Kind.STATE_UNKNOWN, id + " names an address that is none: '" + address + "'.", e);
        }
    }

    private String token(ApplicationReport report) throws DeploymentException {
        try {
            return folder.readToken()
                    .orElseThrow(() -> new DeploymentException(
                            Kind.ACCESS,
                            "There is no token of " + id + " in " + folder.path() + ": it belongs to user '"
                                    + report.getUser() + "', and that user alone may speak to it.",
                            null));
        } catch (IOException e) {
            throw new DeploymentException(
                    Kind.ACCESS,
                    "The token of " + id + " in " + folder.path() + " cannot be read: " + e.getMessage(),
                    e);
        }
    }

    static DeploymentException translated(RestException e) {
        Kind kind = switch (e.kind()) {
            case ACCESS -> Kind.ACCESS;
            case UNKNOWN_JOB, REFUSED -> Kind.USAGE;
            case UNREACHABLE, FAILED -> Kind.STATE_UNKNOWN;
        };
        return new DeploymentException(kind, String.valueOf(e.getMessage()), e);
    }
}
