package io.millrace.taskmanager.worker;

import io.millrace.dataflow.contract.StateBackend;
import io.millrace.taskmanager.memory.PagePool;
import io.millrace.taskmanager.task.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tasks that share a worker thread, and those that were told from them because they hold theirs.
 *
 * <p>One worker drives the slot: it steps the shared tasks. When one of them is about to hold the thread (it fills its
 * overflow, or its step lasts too long), that worker stays with it for good, and a new worker drives the slot. A slot
 * without shared tasks has no driver. Thread-safe.
 */
final class Slot {
    private static final Logger LOG = LoggerFactory.getLogger(Slot.class);

    private final int index;
    private final PagePool pages;
    private final Threads threads;
    private final StateBackend.ProcessingClock clock;
    private final Consumer<Task> onEnd;
    private final List<Seat> alone = new ArrayList<>();
    private volatile Seat[] shared = new Seat[0];
    private @Nullable Worker driver;
    private int workersMade;

    /** @param onEnd hears of each task whose thread has let go of it */
    Slot(int index, PagePool pages, Threads threads, StateBackend.ProcessingClock clock, Consumer<Task> onEnd) {
        this.index = index;
        this.pages = pages;
        this.threads = threads;
        this.clock = clock;
        this.onEnd = onEnd;
    }

    PagePool pages() {
        return pages;
    }

    /** Starts to run a task. @param ownThread whether it has a thread of its own from the start */
    synchronized void add(Seat seat, boolean ownThread) {
        if (ownThread) {
            seat.task().takeThread();
            alone.add(seat);
            Worker worker = new Worker(this, clock, seat);
            seat.moveTo(worker);
            worker.start(threads, "task-" + seat.task().nameForThreads());
            return;
        }
        Seat[] more = Arrays.copyOf(shared, shared.length + 1);
        more[shared.length] = seat;
        shared = more;
        drive();
    }

    /** Sees to it that there is a driver for the shared tasks and that it knows of all of them. */
    private void drive() {
        Worker current = driver;
        if (current == null) {
            current = new Worker(this, clock, null);
            driver = current;
            for (Seat seat : shared) {
                seat.moveTo(current);
            }
            current.start(threads, "slot-" + index + "-" + workersMade++);
        } else {
            for (Seat seat : shared) {
                seat.moveTo(current);
            }
            current.signal();
        }
    }

    /** The tasks that the driver steps; never changed in place. */
    Seat[] shared() {
        return shared;
    }

    /** The driver has nothing to do: true if it may end. */
    synchronized boolean retire(Worker worker) {
        if (driver != worker || shared.length > 0) {
            return false;
        }
        driver = null;
        return true;
    }

    /**
     * The task keeps the thread that steps it; the others go on elsewhere.
     *
     * @return false if it is not in a shared step (any more)
     */
    synchronized boolean separate(Seat seat, String because) {
        Worker worker = seat.worker();
        if (worker == null || worker != driver || !worker.separate(seat)) {
            return false;
        }
        seat.task().takeThread();
        shared = without(seat);
        alone.add(seat);
        driver = null;
        LOG.debug("{} has a thread of its own now: {}", seat.task().attempt(), because);
        if (shared.length > 0) {
            drive();
        }
        return true;
    }

    private Seat[] without(Seat gone) {
        return Arrays.stream(shared).filter(seat -> seat != gone).toArray(Seat[]::new);
    }

    /** A task has given everything back; by its worker. */
    void ended(Seat seat) {
        synchronized (this) {
            shared = without(seat);
            alone.remove(seat);
        }
        onEnd.accept(seat.task());
    }

    /** A mistake of the engine, or no memory even for a step: the worker's tasks cannot go on. */
    void workerDied(Worker worker, Throwable thrown) {
        LOG.error("slot {}: a worker died", index, thrown);
        List<Seat> orphans;
        synchronized (this) {
            Seat own = worker.only();
            orphans = own != null ? List.of(own) : List.of(shared);
            if (driver == worker) {
                driver = null;
                shared = new Seat[0];
            }
        }
        for (Seat seat : orphans) {
            seat.task().abandon(thrown);
            ended(seat);
        }
    }

    /** The driver's step of a shared task that began {@code olderThanMs} ago or earlier, if other tasks wait for it. */
    synchronized @Nullable Seat overdue(long nowNs, long olderThanMs) {
        Worker current = driver;
        Seat busy = current == null ? null : current.sharedStep();
        if (current == null || busy == null || shared.length < 2) {
            return null;
        }
        return nowNs - current.stepStartedNs() > TimeUnit.MILLISECONDS.toNanos(olderThanMs) ? busy : null;
    }

    @Override
    public String toString() {
        return "slot " + index + ": " + shared.length + " shared, " + alone.size() + " alone";
    }
}
