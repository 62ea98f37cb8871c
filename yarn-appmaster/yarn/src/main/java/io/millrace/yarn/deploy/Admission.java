package io.millrace.yarn.deploy;

import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.DeploymentException.Kind;
import io.millrace.dataflow.deploy.Platform;
import io.millrace.yarn.launch.OutcomeFile;
import io.millrace.yarn.launch.YarnOptions;
import io.millrace.yarn.staging.ApplicationFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.QueueInfo;
import org.apache.hadoop.yarn.api.records.QueueStatistics;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;

/** Waits until a submitted application runs; if it does not, sees to it that nothing of it is left. */
final class Admission {
    private static final Duration FOR_EVER = Duration.ofDays(3650);

    /** A user need not hear of what passes sooner. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private static final Duration KILL_MAX = Duration.ofSeconds(60);

    private final ResourceManager resourceManager;
    private final ApplicationId id;
    private final ApplicationFolder folder;

    Admission(ResourceManager resourceManager, ApplicationId id, ApplicationFolder folder) {
        this.resourceManager = resourceManager;
        this.id = id;
        this.folder = folder;
    }

    /**
     * Returns when the ApplicationMaster has registered, or has ended and left an outcome.
     *
     * @throws DeploymentException if it never came to that; then it is dead, or the kind is STATE_UNKNOWN
     */
    void await(Optional<Duration> timeout, Platform.Progress progress)
            throws DeploymentException, InterruptedException {
        Watch watch = new Watch(resourceManager, id);
        Duration patience = timeout.orElse(FOR_EVER);
        String said = "";
        while (true) {
            ApplicationReport report = watch.report();
            if (report.getYarnApplicationState() == YarnApplicationState.RUNNING) {
                return;
            }
            if (Reports.hasEnded(report)) {
                if (leftAnOutcome(report)) {
                    return;
                }
                throw new DeploymentException(
                        Kind.REFUSED, "The application did not start. " + Reports.message(report), null);
            }
            Duration left = patience.minus(watch.elapsed());
            if (left.isNegative() || left.isZero()) {
                throw notAdmitted(report, patience);
            }
            String waiting = waiting(report);
            if (watch.elapsed().compareTo(SILENCE) > 0 && !waiting.equals(said)) {
                progress.waiting(waiting);
                said = waiting;
            }
            watch.pause(left);
        }
    }

    private boolean leftAnOutcome(ApplicationReport report) throws DeploymentException {
        try {
            return OutcomeFile.read(folder.fileSystem(), folder.path()).isPresent();
        } catch (IOException e) {
            throw new DeploymentException(
                    Kind.STATE_UNKNOWN, Reports.message(report) + ". Its outcome cannot be read: " + e.getMessage(), e);
        }
    }

    private DeploymentException notAdmitted(ApplicationReport report, Duration patience)
            throws DeploymentException, InterruptedException {
        String why = id + " did not run within " + seconds(patience) + " (" + YarnOptions.SUBMIT_TIMEOUT.key() + "): "
                + queueState(report) + scheduler(report);
        killAndVerify("not admitted in time");
        return new DeploymentException(
                Kind.REFUSED,
                why
                        + " It was killed, and nothing of it is left. Try again later, with a longer timeout, or with"
                        + " another "
                        + YarnOptions.APPLICATION_QUEUE.key() + ".",
                null);
    }

    /** Returns when it has ended. @throws DeploymentException of kind STATE_UNKNOWN if that cannot be seen */
    void killAndVerify(String why) throws DeploymentException, InterruptedException {
        resourceManager.kill(id, why);
        Watch watch = new Watch(resourceManager, id);
        while (!Reports.hasEnded(watch.report())) {
            if (watch.elapsed().compareTo(KILL_MAX) > 0) {
                throw new DeploymentException(
                        Kind.STATE_UNKNOWN,
                        id + " was told to end " + KILL_MAX.toSeconds()
                                + " s ago, but has not: see yarn application -status " + id + ".",
                        null);
            }
            watch.pause(KILL_MAX);
        }
    }

    private static String waiting(ApplicationReport report) {
        String diagnostics = Reports.text(report.getDiagnostics())
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        return "queue " + report.getQueue() + ", " + report.getYarnApplicationState()
                + (diagnostics.isEmpty() ? "" : ": ") + diagnostics;
    }

    private static String scheduler(ApplicationReport report) {
        String diagnostics = Reports.text(report.getDiagnostics()).strip().replaceAll("\\s*\\R\\s*", " ");
        return diagnostics.isEmpty() ? "" : " YARN says: " + diagnostics + (diagnostics.endsWith(".") ? "" : ".");
    }

    private String queueState(ApplicationReport report) {
        try {
            return resourceManager
                    .queue(report.getQueue())
                    .map(Admission::describe)
                    .orElse("");
        } catch (DeploymentException e) {
            return "the state of queue '" + report.getQueue() + "' could not be asked for.";
        }
    }

    private static String describe(QueueInfo queue) {
        QueueStatistics statistics = queue.getQueueStatistics();
        String numbers = statistics == null
                ? ""
                : ", " + statistics.getNumAppsRunning() + " applications run and " + statistics.getNumAppsPending()
                        + " wait, " + statistics.getAvailableMemoryMB() + " MB are free";
        return "queue '" + queue.getQueueName() + "' is "
                + queue.getQueueState().name().toLowerCase(Locale.ROOT) + " and "
                + Math.round(100 * queue.getCurrentCapacity()) + " % full" + numbers + ".";
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
