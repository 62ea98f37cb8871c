package io.millrace.yarn.deploy;

import io.millrace.dataflow.deploy.DeploymentException;
import java.time.Duration;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;

/**
 * Asks the ResourceManager how an application stands, again and again: often at first, when something is about to happen, and
 * once a second later, so that a thousand clients that wait for long jobs are no load. Outages that are shorter than {@link
 * #OUTAGE_MAX} are waited out.
 */
final class Watch {
    private static final long INTERVAL_MIN_MS = 100;
    private static final long INTERVAL_MAX_MS = 1000;

    /** The waiting time is divided by this: an answer comes at most 5 % late. */
    private static final int SHARE = 20;

    /** A ResourceManager that fails over or restarts is back by then. */
    static final Duration OUTAGE_MAX = Duration.ofMinutes(3);

    private final ResourceManager resourceManager;
    private final ApplicationId id;
    private final long startNanos = System.nanoTime();
    private long answeredNanos = System.nanoTime();

    Watch(ResourceManager resourceManager, ApplicationId id) {
        this.resourceManager = resourceManager;
        this.id = id;
    }

    /** Blocks through an outage. */
    ApplicationReport report() throws DeploymentException, InterruptedException {
        while (true) {
            try {
                ApplicationReport report = resourceManager.report(id);
                answeredNanos = System.nanoTime();
                return report;
            } catch (DeploymentException e) {
                boolean passing = e.kind() == DeploymentException.Kind.STATE_UNKNOWN;
                if (!passing || System.nanoTime() - answeredNanos > OUTAGE_MAX.toNanos()) {
                    throw e;
                }
                Thread.sleep(INTERVAL_MAX_MS);
            }
        }
    }

    /** Between two questions; no longer than {@code atMost}. */
    void pause(Duration atMost) throws InterruptedException {
        long waitedMs = elapsed().toMillis();
        long pause = Math.max(INTERVAL_MIN_MS, Math.min(INTERVAL_MAX_MS, waitedMs / SHARE));
        Thread.sleep(Math.max(1, Math.min(pause, atMost.toMillis())));
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
