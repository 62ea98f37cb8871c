package io.millrace.yarn.driver;

import io.millrace.jobmanager.container.ContainerDriver.Cause;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Counts the containers that ended as soon as they began, so that one that can never start, such as for a wrong JVM option,
 * is not asked for again and again. Owned by the driver's thread.
 */
final class StartFailures {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final int maxPerMinute;
    private final Deque<Long> failedAtNs = new ArrayDeque<>();
    private String last = "";

    /** @param maxPerMinute with so many in a minute no more are asked for until it has passed */
    StartFailures(int maxPerMinute) {
        this.maxPerMinute = maxPerMinute;
    }

    /** @param age since it was granted */
    void ended(ContainerEnd end, Duration age, long nowNs) {
        boolean failedToStart =
                end.cause() == Cause.LAUNCH_FAILED || (end.cause() == Cause.EXITED && age.compareTo(SOON) < 0);
        if (failedToStart) {
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
        return Optional.of(failedAtNs.size() + " containers ended as soon as they began within the last minute"
                + " (resourcemanager.start-worker.max-failure-rate=" + maxPerMinute + "); the last one: " + last);
    }
}
