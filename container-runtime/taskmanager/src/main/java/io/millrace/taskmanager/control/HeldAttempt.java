package io.millrace.taskmanager.control;

import io.millrace.protocol.AttemptId;
import io.millrace.protocol.InOrder;
import io.millrace.protocol.JobManagerMessage.GiveSplits;
import io.millrace.protocol.JobManagerMessage.TellOperator;
import io.millrace.protocol.TaskManagerMessage.Progress;
import io.millrace.protocol.TaskState;

/** What a TaskManager knows of one attempt, until its job is forgotten. */
final class HeldAttempt {
    final AttemptId id;
    final InOrder<GiveSplits> splits = new InOrder<>();
    final InOrder<TellOperator> tells = new InOrder<>();
    private TaskState state;
    private boolean wantsSplits;

    HeldAttempt(AttemptId id, TaskState state) {
        this.id = id;
        this.state = state;
    }

    /** @return false, and nothing changes, if the attempt cannot become that any more: the word came late */
    boolean moveTo(TaskState next) {
        if (!state.mayBecome(next)) {
            return false;
        }
        state = next;
        wantsSplits &= !next.isTerminal();
        return true;
    }

    boolean hasEnded() {
        return state.isTerminal();
    }

    boolean isCanceling() {
        return state == TaskState.CANCELING;
    }

    void wantSplits() {
        wantsSplits = !hasEnded();
    }

    void splitsCame() {
        wantsSplits = false;
    }

    boolean wantsSplits() {
        return wantsSplits;
    }

    /** Whether it has heard all of that, or will hear nothing more. */
    boolean hasHeard(Progress needed) {
        return hasEnded() || (splits.next() >= needed.splitsReceived() && tells.next() >= needed.tellsReceived());
    }

    Progress progress() {
        return new Progress(id, splits.next(), tells.next());
    }
}
