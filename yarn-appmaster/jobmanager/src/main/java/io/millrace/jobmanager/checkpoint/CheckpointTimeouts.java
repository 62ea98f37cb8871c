package io.millrace.jobmanager.checkpoint;

import io.millrace.control.Message;
import io.millrace.control.TimerName;
import io.millrace.control.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** When checkpoints under way have taken too long. */
final class CheckpointTimeouts {
    /** It is time to look. */
    record TimedOut() implements Message {}

    private static final TimerName TIMEOUT = new TimerName("checkpoint-timeout");

    private CheckpointTimeouts() {}

    /** Those whose time is over. */
    static List<Long> late(Collection<PendingCheckpoint> pending, Turn turn) {
        return pending.stream()
                .filter(one -> !one.deadline.isAfter(turn.steady()))
                .map(one -> one.id)
                .toList();
    }

    /** For the first whose time will be over. */
    static void arm(Collection<PendingCheckpoint> pending, Turn turn) {
        pending.stream()
                .map(one -> one.deadline)
                .min(Comparator.naturalOrder())
                .ifPresentOrElse(
                        first -> turn.arm(TIMEOUT, atLeastOneMs(turn.steady(), first), new TimedOut()),
                        () -> disarm(turn));
    }

    static void disarm(Turn turn) {
        turn.disarm(TIMEOUT);
    }

    private static Duration atLeastOneMs(Instant now, Instant then) {
        Duration left = Duration.between(now, then);
        return left.toMillis() < 1 ? Duration.ofMillis(1) : left;
    }
}
