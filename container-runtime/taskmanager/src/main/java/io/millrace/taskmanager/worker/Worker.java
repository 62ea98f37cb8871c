package io.millrace.taskmanager.worker;

import io.millrace.dataflow.contract.StateBackend;
import io.millrace.taskmanager.task.Task;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A thread that steps tasks: all those of a slot, as long as it drives the slot; or one only, which it was stepping when
 * the others were moved away, or which had it to itself from the start.
 *
 * <p>The hand-over is decided on one variable: the worker writes the task's seat before a step and takes it back by a
 * compare-and-set after it; whoever wants to move the other tasks away replaces the seat by {@link Alone}, also by
 * compare-and-set. So either the step was over and nothing has changed, or the worker is inside that step and touches no
 * other task afterwards.
 */
final class Worker implements Runnable {
    /** A worker that steps one task only. */
    private record Alone(Seat seat) {}

    private final Slot slot;
    private final StateBackend.ProcessingClock clock;
    private final AtomicReference<@Nullable Object> stepped = new AtomicReference<>();
    private volatile long stepStartedNs;
    private final Bell bell = new Bell();
    private volatile @Nullable Thread thread;

    /** @param only the one task of this worker; null if it drives the slot */
    Worker(Slot slot, StateBackend.ProcessingClock clock, @Nullable Seat only) {
        this.slot = slot;
        this.clock = clock;
        if (only != null) {
            stepped.set(new Alone(only));
        }
    }

    void start(Threads threads, String name) {
        thread = threads.start(name, this);
    }

    /** Look again. Any thread. */
    void signal() {
        bell.ring();
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            while (!isOver()) {}
        } catch (Throwable t) {
            slot.workerDied(this, t);
        }
    }

    /** One round over all tasks of this worker; true if it has no more to do, ever. */
    private boolean isOver() {
        bell.listen(); // before the look at the tasks: a signal during it counts
        int done;
        Seat own = only();
        if (own != null) {
            done = step(own.task());
            if (own.task().isReleased()) {
                slot.ended(own);
                return true;
            }
        } else {
            Seat[] seats = slot.shared();
            if (seats.length == 0 && slot.retire(this)) {
                return true;
            }
            done = stepAll(seats);
        }
        if (done == 0) {
            Thread.interrupted(); // left by user code or a late cancellation, it would keep the thread awake for ever
            bell.sleep(this::idleNs);
        }
        return false;
    }

    private int stepAll(Seat[] seats) {
        int done = 0;
        for (Seat seat : seats) {
            stepped.set(seat);
            done += step(seat.task());
            if (!stepped.compareAndSet(seat, null)) {
                return 1; // alone from now on: the other tasks are another worker's
            }
            if (seat.task().isReleased()) {
                slot.ended(seat);
            }
        }
        return done;
    }

    private int step(Task task) {
        long startedNs = System.nanoTime();
        stepStartedNs = startedNs;
        task.meter().stepBegins(startedNs);
        int done = task.step();
        task.meter().stepEnds(System.nanoTime());
        return done;
    }

    /** Until the millisecond begins that somebody waits for, rather than until this far into it. */
    private long idleNs() {
        long wakeMs = nextWakeMs();
        if (wakeMs == Long.MAX_VALUE) {
            return wakeMs;
        }
        // Looked at first: if the next millisecond begins in between, the sleep is too short, and another follows.
        long intoThisNs = Instant.now().getNano() % TimeUnit.MILLISECONDS.toNanos(1);
        return TimeUnit.MILLISECONDS.toNanos(wakeMs - clock.millis()) - intoThisNs;
    }

    private long nextWakeMs() {
        Seat own = only();
        if (own != null) {
            return own.task().nextWakeMs();
        }
        long next = Long.MAX_VALUE;
        for (Seat seat : slot.shared()) {
            next = Math.min(next, seat.task().nextWakeMs());
        }
        return next;
    }

    // ---- Called by others ----

    /** The one task it works for, or null if it drives a slot. */
    @Nullable
    Seat only() {
        return stepped.get() instanceof Alone alone ? alone.seat() : null;
    }

    /** The task that it is stepping among others, or null. */
    @Nullable
    Seat sharedStep() {
        return stepped.get() instanceof Seat seat ? seat : null;
    }

    /** When the step at hand, or the last one, began; by {@link System#nanoTime}. */
    long stepStartedNs() {
        return stepStartedNs;
    }

    /** True if the worker is inside a step of {@code busy} and steps nothing else from now on. */
    boolean separate(Seat busy) {
        return stepped.compareAndSet(busy, new Alone(busy));
    }

    /** Where its thread is now, for a person to read. */
    String stackTrace() {
        Thread running = thread;
        return running == null
                ? ""
                : Stream.of(running.getStackTrace())
                        .map(frame -> "  at " + frame)
                        .collect(Collectors.joining("\n"));
    }

    /** Interrupts what the task does. Only for a worker that is alone with it: another task would be hit else. */
    void interrupt() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }
}
