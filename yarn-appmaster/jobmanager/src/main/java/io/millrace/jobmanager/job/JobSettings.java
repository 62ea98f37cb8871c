package io.millrace.jobmanager.job;

import java.time.Duration;

/**
 * How a job deals with time.
 *
 * @param repeatInterval between two repetitions of what may be lost: the heartbeat interval
 * @param slotTimeout a job that waited so long for its slots fails ({@code slot.request.timeout}): long enough for a busy
 *     queue to let containers through. In simulation 5 s to 10 min
 * @param messageLimit what a deployment may hold
 */
public record JobSettings(Duration repeatInterval, Duration slotTimeout, MessageLimit messageLimit) {
    public JobSettings {
        if (repeatInterval.isNegative() || repeatInterval.isZero() || slotTimeout.isNegative()) {
            throw new IllegalArgumentException("job: expected repeatInterval > 0 and slot.request.timeout >= 0, found "
                    + repeatInterval + " and " + slotTimeout);
        }
    }

    /** With messages of any size. */
    public JobSettings(Duration repeatInterval, Duration slotTimeout) {
        this(repeatInterval, slotTimeout, MessageLimit.NONE);
    }
}
