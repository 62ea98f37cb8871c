package io.millrace.yarn.driver;

import io.millrace.jobmanager.container.ContainerDriver.Cause;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Counts the containers that ended by themselves before their TaskManagers had registered, so that one that can never start,
 * such as for a wrong JVM option, is not asked for again and again. Owned by the driver's thread.
 */
final class StartFailures {
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final int maxPerMinute;
    private final Deque<Long> failedAtNs = new ArrayDeque<>();
    private String last = "";

    /** @param maxPerMinute with so many in a minute no more are asked for until it has passed */
    StartFailures(int maxPerMinute) {
        this.maxPerMinute = maxPerMinute;
    }

    /** A container ended whose TaskManager had not registered. What the platform took away says nothing of the next one. */
    void ended(ContainerEnd end, long nowNs) {
        Cause cause = end.cause();
        if (cause == Cause.LAUNCH_FAILED || cause == Cause.EXITED || cause == Cause.MEMORY_EXCEEDED) {
            failedAtNs.addLast(nowNs);
            last = end.text();
        }
    }

    /** Why no more containers should be asked for now. */
    Optional<String> refusal(long nowNs) {
        while (!failedAtNs.isEmpty() && nowNs - failedAtNs.getFirst() > PERIOD.toNanos()) {
            failedAtNs.removeFirst();
        }
        if (failedAtNs.size() < maxPerMinute) {
            return Optional.empty();
        }
        return Optional.of(failedAtNs.size() + " containers ended before their TaskManagers registered within the last"
                + " minute (resourcemanager.start-worker.max-failure-rate=" + maxPerMinute + "); the last one: "
                + last);
    }
}
