package io.millrace.yarn.driver;

import io.millrace.jobmanager.container.ContainerProfile;
import java.time.Duration;
import java.util.Optional;

/**
 * How containers are asked for.
 *
 * @param memoryMb of each container, mebibytes
 * @param vcores of each container; 0: as many as it has slots
 * @param nodeLabel where containers are to run, if the user says so
 * @param heartbeatInterval between two words to the resource manager while nothing is awaited; far below YARN's expiry of ten
 *     minutes
 * @param requestInterval while grants are awaited: what a start waits for at most after YARN has made its choice
 * @param startFailuresPerMinuteMax if so many containers end as soon as they began, no more are asked for
 */
public record DriverSettings(
        long memoryMb,
        int vcores,
        Optional<String> nodeLabel,
        Duration heartbeatInterval,
        Duration requestInterval,
        int startFailuresPerMinuteMax) {
    public DriverSettings {
        if (memoryMb < 1 || vcores < 0 || startFailuresPerMinuteMax < 1) {
            throw new IllegalArgumentException("containers: expected memoryMb >= 1, vcores >= 0,"
                    + " startFailuresPerMinuteMax >= 1, found " + memoryMb + ", " + vcores + ", "
                    + startFailuresPerMinuteMax);
        }
    }

    ContainerSize sizeOf(ContainerProfile profile) {
        return new ContainerSize(memoryMb, vcores == 0 ? profile.slots() : vcores);
    }
}
