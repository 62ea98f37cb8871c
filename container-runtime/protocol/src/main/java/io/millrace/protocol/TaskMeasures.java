package io.millrace.protocol;

import java.util.List;

/**
 * What a running attempt did since it was measured before. A source that owns its loop counts as busy while it is in it.
 *
 * @param busyMsPerSecond it processed records, of each second
 * @param idleMsPerSecond it had nothing to do, or waited for its turn
 * @param backPressuredMsPerSecond its consumers had no room
 * @param recordsOut sent to other tasks since the attempt began; what is broadcast counts once for each consumer
 * @param operators of its chain, in order
 */
public record TaskMeasures(
        AttemptId attempt,
        int busyMsPerSecond,
        int idleMsPerSecond,
        int backPressuredMsPerSecond,
        long recordsOut,
        List<OperatorMeasures> operators) {
    public TaskMeasures {
        operators = List.copyOf(operators);
    }
}
