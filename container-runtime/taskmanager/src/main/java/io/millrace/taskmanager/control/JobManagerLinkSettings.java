package io.millrace.taskmanager.control;

import java.time.Duration;

/**
 * How a TaskManager deals with its JobManager.
 *
 * @param hereInterval between two {@code Here}; short, because a job waits for it, and cheap. In simulation 10 ms to 5 s
 * @param jobManagerTimeout without a word from the JobManager, all tasks are cancelled and the TaskManager ends; measured in
 *     its own intervals, so that a process that was paused does not blame the other side. In simulation 10 s
 */
public record JobManagerLinkSettings(Duration hereInterval, Duration jobManagerTimeout) {
    public JobManagerLinkSettings {
        if (hereInterval.isNegative() || hereInterval.isZero() || jobManagerTimeout.compareTo(hereInterval) < 0) {
            throw new IllegalArgumentException("task manager: expected 0 < hereInterval <= jobManagerTimeout, found "
                    + hereInterval + " and " + jobManagerTimeout);
        }
    }

    public static JobManagerLinkSettings defaults() {
        return waiting(Duration.ofSeconds(60));
    }

    /** With an interval for real networks. */
    public static JobManagerLinkSettings waiting(Duration jobManagerTimeout) {
        return new JobManagerLinkSettings(Duration.ofMillis(200), jobManagerTimeout);
    }
}
