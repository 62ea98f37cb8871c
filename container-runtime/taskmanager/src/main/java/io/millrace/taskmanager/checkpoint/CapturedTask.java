package io.millrace.taskmanager.checkpoint;

import io.millrace.dataflow.contract.SnapshotWriter.Redistribution;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.SnapshotTiming;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What a task gave to a checkpoint.
 *
 * @param ended all is sent, with its end: whoever restores it has only the end to tell again
 * @param timing all but the writing
 * @param takenAtMs when it was captured, in milliseconds since the epoch
 */
public record CapturedTask(
        AttemptId attempt,
        long checkpoint,
        boolean ended,
        List<OperatorSnapshot> operators,
        SnapshotTiming timing,
        long takenAtMs) {
    public CapturedTask {
        operators = List.copyOf(operators);
    }

    /** With the time until now, when it is written. */
    SnapshotTiming timing(long nowMs) {
        return new SnapshotTiming(
                timing.startDelayMs(), timing.alignmentMs(), timing.syncMs(), Math.max(0, nowMs - takenAtMs));
    }

    boolean isToBeKept() {
        return ended || operators.stream().anyMatch(OperatorSnapshot::isToBeKept);
    }

    /** The places of the operators that keep state. */
    List<Integer> keeping() {
        return places(OperatorSnapshot::hasState);
    }

    /** The places of those that commit when a checkpoint is complete. */
    List<Integer> committing() {
        return places(OperatorSnapshot::commits);
    }

    private List<Integer> places(Predicate<OperatorSnapshot> which) {
        return IntStream.range(0, operators.size())
                .filter(place -> which.test(operators.get(place)))
                .boxed()
                .toList();
    }

    boolean hasUnionLists() {
        return operators.stream()
                .flatMap(operator -> operator.lists().stream())
                .anyMatch(list -> list.redistribution() == Redistribution.UNION);
    }
}
