package io.millrace.taskmanager.checkpoint;

import io.millrace.dataflow.contract.SnapshotWriter.Redistribution;
import io.millrace.protocol.AttemptId;
import java.util.List;

/**
 * What a task gave to a checkpoint.
 *
 * @param ended all is sent, with its end: whoever restores it has only the end to tell again
 * @param beganMs when the first barrier came, in milliseconds since the epoch
 * @param alignedMs when the last one came
 */
public record CapturedTask(
        AttemptId attempt,
        long checkpoint,
        boolean ended,
        List<OperatorSnapshot> operators,
        long beganMs,
        long alignedMs) {
    public CapturedTask {
        operators = List.copyOf(operators);
    }

    boolean hasState() {
        return ended || operators.stream().anyMatch(OperatorSnapshot::hasState);
    }

    boolean hasUnionLists() {
        return operators.stream()
                .flatMap(operator -> operator.lists().stream())
                .anyMatch(list -> list.redistribution() == Redistribution.UNION);
    }
}
