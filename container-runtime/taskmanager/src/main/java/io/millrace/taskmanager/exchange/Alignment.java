package io.millrace.taskmanager.exchange;

import io.millrace.taskmanager.exchange.Element.Barrier;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the moment at which a task takes its part of a checkpoint. Used by the thread that runs the task.
 *
 * <ol>
 *   <li>The first barrier of a checkpoint begins its alignment. With exactly-once, a channel that has brought its barrier is
 *       not read until the task has taken its part; with at-least-once only if it brings that of a later one, too.
 *   <li>When all channels that have not ended have brought it, the checkpoint is {@link #due}.
 *   <li>A barrier of a later checkpoint, or word that the checkpoint was given up, ends an alignment that is not complete:
 *       its channels are read again.
 *   <li>A task that no barrier can reach, since it has no inputs or all have ended, is due when it is told of the checkpoint.
 * </ol>
 */
public final class Alignment {
    private final boolean exactlyOnce;
    private final LongSupplier clock;
    private final List<InputGate> gates = new ArrayList<>();
    private final TreeSet<Long> givenUp = new TreeSet<>();

    /** Those that were triggered, by number, and are not known to be over. */
    private final TreeMap<Long, Barrier> triggered = new TreeMap<>();

    private @Nullable Barrier current;
    private boolean due;
    private long over;
    private long overtaken;
    private long beganMs;
    private long alignedMs;

    /**
     * @param exactlyOnce false if records behind a barrier may count before the checkpoint
     * @param clock milliseconds since the epoch
     */
    public Alignment(boolean exactlyOnce, LongSupplier clock) {
        this.exactlyOnce = exactlyOnce;
        this.clock = clock;
    }

    /** Before anything is polled from the gate. */
    public void over(InputGate gate) {
        gates.add(gate);
        gate.alignBy(this);
    }

    /**
     * The channel that was polled last has brought a barrier.
     *
     * @return whether it counts
     */
    boolean arrived(Barrier barrier) {
        long checkpoint = barrier.checkpoint();
        Barrier known = current;
        if (isOver(checkpoint) || (known != null && checkpoint < known.checkpoint())) {
            return false;
        }
        if (known != null && checkpoint > known.checkpoint()) {
            overtaken = known.checkpoint();
            release();
            known = null;
        }
        if (known == null) {
            begin(barrier);
            letWaitingIn();
        }
        return true;
    }

    private void begin(Barrier barrier) {
        current = barrier;
        beganMs = clock.getAsLong();
    }

    /** Whether a channel is left alone from its barrier on. */
    boolean holdsChannels() {
        return exactlyOnce;
    }

    /** A barrier has counted, or a channel has ended. */
    void progressed() {
        if (due) {
            return;
        }
        if (current == null) {
            beginIfUnreachable();
        }
        if (current != null && gates.stream().allMatch(InputGate::isAligned)) {
            due = true;
            alignedMs = clock.getAsLong();
        }
    }

    private void beginIfUnreachable() {
        triggered.keySet().removeIf(this::isOver);
        if (!triggered.isEmpty() && gates.stream().allMatch(InputGate::isEnded)) {
            begin(triggered.pollFirstEntry().getValue());
        }
    }

    /** The JobManager has triggered a checkpoint. */
    public void trigger(Barrier barrier) {
        if (!isOver(barrier.checkpoint())) {
            triggered.put(barrier.checkpoint(), barrier);
            progressed();
        }
    }

    /** The checkpoint that the task is to take before anything else, or null. */
    public @Nullable Barrier due() {
        return due ? current : null;
    }

    /** When the first barrier of the checkpoint that is due came, milliseconds since the epoch. */
    public long beganMs() {
        return beganMs;
    }

    /** When the last one came. */
    public long alignedMs() {
        return alignedMs;
    }

    /** The task has taken what was due: all channels are read again. */
    public void taken() {
        Barrier done = current;
        if (done == null) {
            throw new IllegalStateException("no checkpoint is due");
        }
        over = done.checkpoint();
        givenUp.headSet(over, true).clear();
        release();
        letWaitingIn();
        progressed(); // a checkpoint may have been triggered while this one was due
    }

    /** What came too early for a checkpoint that is over now; what has come too late by now opens its channel. */
    private void letWaitingIn() {
        long next = firstWaiting();
        while (next < Long.MAX_VALUE && (current == null || next <= current.checkpoint())) {
            for (InputGate gate : gates) {
                gate.letIn(next);
            }
            next = firstWaiting();
        }
    }

    private long firstWaiting() {
        return gates.stream().mapToLong(InputGate::firstWaiting).min().orElse(Long.MAX_VALUE);
    }

    /** A checkpoint was given up: its barriers are passed over from now on. */
    public void giveUp(long checkpoint) {
        if (checkpoint > over) {
            givenUp.add(checkpoint);
        }
        Barrier known = current;
        if (known != null && known.checkpoint() == checkpoint) {
            release();
            letWaitingIn();
        }
    }

    /** All checkpoints up to this one are over. */
    public void completed(long checkpoint) {
        Barrier known = current;
        if (known == null || known.checkpoint() > checkpoint) {
            over = Math.max(over, checkpoint);
            givenUp.headSet(over, true).clear();
        }
    }

    private boolean isOver(long checkpoint) {
        return checkpoint <= over || givenUp.contains(checkpoint);
    }

    private void release() {
        current = null;
        due = false;
        gates.forEach(InputGate::releaseHeld);
    }

    /** Whether {@link #takeOvertaken} has one to tell. */
    public boolean hasOvertaken() {
        return overtaken > 0;
    }

    /** The checkpoint whose alignment a later one ended since the last call; 0 if none. */
    public long takeOvertaken() {
        long taken = overtaken;
        overtaken = 0;
        return taken;
    }
}
