package io.millrace.taskmanager.control;

import io.millrace.protocol.AttemptId;
import io.millrace.protocol.InOrder;
import io.millrace.protocol.JobManagerMessage.GiveSplits;
import io.millrace.protocol.JobManagerMessage.TellOperator;
import io.millrace.protocol.TaskManagerMessage.Progress;
import io.millrace.protocol.TaskState;
import io.millrace.taskmanager.control.TaskRunner.Moved;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a TaskManager knows of one attempt, until its job is forgotten. */
final class HeldAttempt {
    final AttemptId id;
    final InOrder<GiveSplits> splits = new InOrder<>();
    final InOrder<TellOperator> tells = new InOrder<>();
    private TaskState state;
    private boolean wantsSplits;
    private boolean hasAsked;
    private boolean hasAll;
    private boolean awaitsCheckpoint;
    private long said;
    private @Nullable Moved last;

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

    /** As the TaskManager reports it; the last such word is said again to a leader that knows nothing of it. */
    void reported(Moved fact) {
        last = fact;
    }

    Optional<Moved> last() {
        return Optional.ofNullable(last);
    }

    /** Its operators had something for their coordinators. */
    void said() {
        said++;
    }

    long saidInAll() {
        return said;
    }

    void awaitCheckpoint() {
        awaitsCheckpoint = true;
    }

    boolean awaitsCheckpoint() {
        return awaitsCheckpoint && !hasEnded();
    }

    boolean hasEnded() {
        return state.isTerminal();
    }

    boolean isCanceling() {
        return state == TaskState.CANCELING;
    }

    void wantSplits() {
        wantsSplits = !hasEnded();
        hasAsked = true;
    }

    void splitsCame(boolean noMore) {
        wantsSplits = false;
        hasAll |= noMore;
    }

    /** Whom it asked is gone, and another may not know that it waits: once too often does no harm. */
    void askAgain() {
        wantsSplits = hasAsked && !hasAll && !hasEnded();
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
