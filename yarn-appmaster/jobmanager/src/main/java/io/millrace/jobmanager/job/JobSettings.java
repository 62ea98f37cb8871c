package io.millrace.jobmanager.job;

import java.time.Duration;

/**
 * How a job deals with time.
 *
 * @param repeatInterval between two repetitions of what may be lost: the heartbeat interval
 * @param slotTimeout a job that waited so long for its slots fails ({@code slot.request.timeout}): long enough for a busy
 *     queue to let containers through. In simulation 5 s to 10 min
 * @param messageLimit what a deployment may hold
 * @param checkpointsRemembered so many checkpoints are remembered one by one when they have ended
 */
public record JobSettings(
        Duration repeatInterval, Duration slotTimeout, MessageLimit messageLimit, int checkpointsRemembered) {
    private static final int REMEMBERED = 10;

    public JobSettings {
        if (repeatInterval.isNegative()
                || repeatInterval.isZero()
                || slotTimeout.isNegative()
                || checkpointsRemembered < 0) {
            throw new IllegalArgumentException("job: expected repeatInterval > 0, slot.request.timeout >= 0 and"
                    + " web.checkpoints.history >= 0, found " + repeatInterval + ", " + slotTimeout + " and "
                    + checkpointsRemembered);
        }
    }

    /** With messages of any size. */
    public JobSettings(Duration repeatInterval, Duration slotTimeout) {
        this(repeatInterval, slotTimeout, MessageLimit.NONE, REMEMBERED);
    }
}
