package io.millrace.taskmanager.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.PartitionId;
import io.millrace.protocol.TaskState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link TaskRunner} promises. */
abstract class TaskRunnerContract {
    abstract TaskRunner runner();

    /** Deploys one attempt that ends by itself. */
    abstract AttemptId deployShort();

    /** Deploys one attempt that ends only when it is cancelled. */
    abstract AttemptId deployEndless();

    /** The facts about an attempt so far. */
    abstract List<TaskRunner.Fact> facts();

    /** Lets the runner work until an attempt has told of so many moves. */
    abstract void awaitMoves(AttemptId attempt, int moves);

    final List<TaskState> moves(AttemptId attempt) {
        return facts().stream()
                .filter(fact -> fact instanceof TaskRunner.Moved moved
                        && moved.attempt().equals(attempt))
                .map(fact -> ((TaskRunner.Moved) fact).to())
                .toList();
    }

    @Test
    void tellsThatAnAttemptRunsAndThenThatItFinished() {
        AttemptId attempt = deployShort();
        awaitMoves(attempt, 2);
        assertThat(moves(attempt)).containsExactly(TaskState.RUNNING, TaskState.FINISHED);
    }

    @Test
    void aCancelledAttemptEndsCanceled() {
        AttemptId attempt = deployEndless();
        awaitMoves(attempt, 1);
        runner().cancel(attempt, "the test wants it");
        awaitMoves(attempt, 2);
        assertThat(moves(attempt)).containsExactly(TaskState.RUNNING, TaskState.CANCELED);
    }

    @Test
    void theCancellationOfAnUnknownAttemptEndsCanceledToo() {
        AttemptId unknown = new AttemptId(new JobID(9, 9), 0, 0, 0);
        runner().cancel(unknown, "the test wants it");
        awaitMoves(unknown, 1);
        assertThat(moves(unknown)).containsExactly(TaskState.CANCELED);
    }

    @Test
    void theCancellationOfAnAttemptThatHasEndedEndsInATerminalMoveAgain() {
        AttemptId attempt = deployShort();
        awaitMoves(attempt, 2);
        runner().cancel(attempt, "the test wants it");
        awaitMoves(attempt, 3);
        assertThat(moves(attempt).get(2).isTerminal()).isTrue();
    }

    @Test
    void whatIsForNobodyIsDropped() {
        AttemptId unknown = new AttemptId(new JobID(9, 9), 0, 0, 0);
        runner().giveSplits(unknown, List.of(new byte[1]), true);
        runner().tell(unknown, 0, new byte[1]);
        runner().release(List.of(new PartitionId(unknown.job(), 0, 0, 0)));
        runner().forget(unknown.job());
        AttemptId attempt = deployShort();
        awaitMoves(attempt, 2);
        assertThat(moves(unknown)).isEmpty();
    }
}
