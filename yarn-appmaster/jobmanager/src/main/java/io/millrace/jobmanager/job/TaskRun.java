package io.millrace.jobmanager.job;

import io.millrace.jobmanager.coordinator.CoordinatorCall;
import io.millrace.jobmanager.slot.Slot;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.JobManagerMessage.GiveSplits;
import io.millrace.protocol.JobManagerMessage.TellOperator;
import io.millrace.protocol.TaskManagerMessage.HeldTask;
import io.millrace.protocol.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One attempt, as the job sees it. */
final class TaskRun {
    final AttemptId id;
    final Slot slot;
    final Outgoing<GiveSplits> splits;
    final Outgoing<TellOperator> tells;

    private TaskState state = TaskState.DEPLOYING;
    private Map<String, byte[]> accumulators = Map.of();
    private boolean arrived;
    private long saidAt;
    private long lastWish = -1;
    private final List<CoordinatorCall> early = new ArrayList<>();

    TaskRun(AttemptId id, Slot slot) {
        this.id = id;
        this.slot = slot;
        this.splits = new Outgoing<>();
        this.tells = new Outgoing<>();
    }

    /** One that an earlier leader deployed. */
    TaskRun(HeldTask held, Slot slot) {
        this.id = held.attempt();
        this.slot = slot;
        this.splits = new Outgoing<>(held.splitsReceived());
        this.tells = new Outgoing<>(held.tellsReceived());
        this.arrived = true;
    }

    TaskState state() {
        return state;
    }

    boolean hasEnded() {
        return state.isTerminal();
    }

    /** @return false, and nothing changes, if it cannot become that any more */
    boolean moveTo(TaskState next) {
        if (!state.mayBecome(next)) {
            return false;
        }
        state = next;
        arrived = true;
        return true;
    }

    void finishedWith(Map<String, byte[]> theirs) {
        accumulators = theirs;
    }

    Map<String, byte[]> accumulators() {
        return accumulators;
    }

    /** The beat in which its deployment or cancellation was last said. */
    void said(long beat) {
        saidAt = beat;
    }

    boolean wasSaidBefore(long beat) {
        return saidAt < beat;
    }

    /** A heartbeat named it: its deployment was not lost. */
    void seen() {
        arrived = true;
    }

    boolean mayBeUndeployed() {
        return !arrived;
    }

    /** @return true for a wish that was not made before */
    boolean isNewWish(long received) {
        if (received <= lastWish) {
            return false;
        }
        lastWish = received;
        return true;
    }

    /** What came from it before the word that it runs, which its coordinator must hear first. */
    List<CoordinatorCall> early() {
        return early;
    }
}
