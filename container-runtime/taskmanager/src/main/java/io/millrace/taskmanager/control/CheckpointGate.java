package io.millrace.taskmanager.control;

import io.millrace.protocol.JobManagerMessage;
import io.millrace.protocol.JobManagerMessage.TriggerCheckpoint;
import io.millrace.protocol.TaskManagerMessage.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the checkpoints of one job in their place among what its coordinators say: messages of before a checkpoint was
 * triggered take effect before it begins, those of after it later, in whatever order they arrive.
 */
final class CheckpointGate {
    /** The JobManager repeats fewer. */
    private static final int GIVEN_UP_MAX = 64;

    private record Held(long checkpoint, JobManagerMessage message) {}

    private final List<Held> held = new ArrayList<>();
    private final TreeSet<Long> givenUp = new TreeSet<>();
    private @Nullable TriggerCheckpoint waiting;
    private long begun;
    private long open;
    private long completed;

    /** @return true if what was said after this checkpoint may take effect; else it is kept until {@link #released} */
    boolean passes(long checkpoint, JobManagerMessage message) {
        if (checkpoint <= open) {
            return true;
        }
        held.add(new Held(checkpoint, message));
        return false;
    }

    /**
     * A checkpoint is to be taken as soon as what was said before it has taken effect.
     *
     * @return the one that it overtakes and that cannot be taken any more; 0 if there is none
     */
    long trigger(TriggerCheckpoint message) {
        long checkpoint = message.checkpoint();
        if (checkpoint <= begun || checkpoint <= completed || isWaitingFor(checkpoint)) {
            return 0;
        }
        if (waiting != null && waiting.checkpoint() > checkpoint) {
            return checkpoint;
        }
        long overtaken = waiting == null ? 0 : waiting.checkpoint();
        waiting = message;
        open = Math.max(open, checkpoint - 1);
        return overtaken;
    }

    private boolean isWaitingFor(long checkpoint) {
        return waiting != null && waiting.checkpoint() == checkpoint;
    }

    /** The checkpoint that begins now, once: all that it waited for has taken effect. */
    Optional<TriggerCheckpoint> due(Predicate<Progress> hasCome) {
        TriggerCheckpoint next = waiting;
        if (next == null || !next.attempts().stream().allMatch(hasCome)) {
            return Optional.empty();
        }
        waiting = null;
        begun = next.checkpoint();
        open = Math.max(open, begun);
        return Optional.of(next);
    }

    /** @return true if this was not known */
    boolean complete(long checkpoint) {
        over(checkpoint);
        boolean isNews = checkpoint > completed;
        completed = Math.max(completed, checkpoint);
        givenUp.headSet(completed, true).clear();
        return isNews;
    }

    /**
     * A checkpoint was given up.
     *
     * @return true if this was not known
     */
    boolean giveUp(long checkpoint) {
        over(checkpoint);
        boolean isNews = checkpoint > completed && givenUp.add(checkpoint);
        if (givenUp.size() > GIVEN_UP_MAX) {
            givenUp.pollFirst();
        }
        return isNews;
    }

    /** This checkpoint does not begin any more: nothing waits for it. */
    private void over(long checkpoint) {
        if (waiting != null && waiting.checkpoint() <= checkpoint) {
            waiting = null;
        }
        begun = Math.max(begun, checkpoint);
        open = Math.max(open, checkpoint);
    }

    /**
     * Another leads: what the earlier one said, and what waits for what it said, does not come into effect any more. Its
     * checkpoints that began are the new leader's to end.
     */
    void dropWaiting() {
        begun = Math.max(begun, waiting == null ? 0 : waiting.checkpoint());
        open = Math.max(open, begun);
        waiting = null;
        held.clear();
    }

    /** Tasks begin that go on from this one. */
    void restored(long checkpoint) {
        over(checkpoint);
    }

    /** The highest one that began here, or was to begin. */
    long begun() {
        return Math.max(begun, waiting == null ? 0 : waiting.checkpoint());
    }

    /** What was kept and may take effect now, in the order of the checkpoints it was said after. */
    List<JobManagerMessage> released() {
        List<JobManagerMessage> free = held.stream()
                .filter(one -> one.checkpoint <= open)
                .sorted(Comparator.comparingLong(Held::checkpoint))
                .map(Held::message)
                .toList();
        held.removeIf(one -> one.checkpoint <= open);
        return free;
    }

    long completed() {
        return completed;
    }
}
