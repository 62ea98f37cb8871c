package io.millrace.jobmanager.slot;

import java.time.Duration;

/**
 * How the slot pool deals with TaskManagers.
 *
 * @param heartbeatInterval between two heartbeats, and between two looks at what is missing: 1 s finds a loss soon and costs
 *     ten thousand small messages a second at ten thousand TaskManagers. In simulation 50 ms to 5 s
 * @param heartbeatTimeout a TaskManager that is silent for so long is lost. In simulation 3 s to 60 s
 */
public record SlotSettings(Duration heartbeatInterval, Duration heartbeatTimeout) {
    public SlotSettings {
        if (heartbeatInterval.isNegative()
                || heartbeatInterval.isZero()
                || heartbeatTimeout.compareTo(heartbeatInterval.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "heartbeat.interval and heartbeat.timeout: expected a timeout of at least two"
                            + " intervals, found " + heartbeatInterval + " and " + heartbeatTimeout);
        }
    }
}
