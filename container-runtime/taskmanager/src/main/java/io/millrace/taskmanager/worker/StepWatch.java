package io.millrace.taskmanager.worker;

import io.millrace.taskmanager.control.TaskRunner;
import io.millrace.taskmanager.task.Task;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that looks after steps which last too long.
 *
 * <ol>
 *   <li>A shared step that keeps other tasks waiting: its task gets the thread, the others a new one.
 *   <li>A task that was told to stop and is still inside a step: likewise, then it is interrupted, again and again.
 *   <li>A task that does not heed that for the cancellation timeout: it is given up, its thread left behind.
 * </ol>
 * Sleeps while there are no tasks.
 */
final class StepWatch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(StepWatch.class);

    private static final class Stopping {
        private final long sinceNs;
        private long interruptedNs;

        Stopping(long nowNs) {
            sinceNs = nowNs;
            interruptedNs = nowNs;
        }
    }

    private final TaskManagerSettings settings;
    private final List<Slot> slots;
    private final Collection<ThreadedTaskRunner.Running> running;
    private final Consumer<TaskRunner.Fact> facts;
    private final long tickNs;
    private final Map<Task, Stopping> stopping = new IdentityHashMap<>();
    private volatile boolean closed;
    private volatile @Nullable Thread thread;

    /**
     * @param running a live, thread-safe view; what is given up is removed from it
     * @param facts hears of {@link TaskRunner.LeftBehind}
     */
    StepWatch(
            TaskManagerSettings settings,
            List<Slot> slots,
            Collection<ThreadedTaskRunner.Running> running,
            Consumer<TaskRunner.Fact> facts) {
        this.settings = settings;
        this.slots = List.copyOf(slots);
        this.running = running;
        this.facts = facts;
        long shortest = Math.min(settings.stepTimeMsMax(), settings.cancellationIntervalMs());
        this.tickNs = TimeUnit.MILLISECONDS.toNanos(Math.max(1, shortest / 4));
    }

    void start(Threads threads) {
        thread = threads.start("step-watch", this);
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    void close() {
        closed = true;
        wake();
    }

    @Override
    public void run() {
        while (!closed) {
            if (running.isEmpty()) {
                stopping.clear();
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, tickNs);
            }
            try {
                look(System.nanoTime());
            } catch (RuntimeException e) {
                LOG.error("the step watch made a mistake and goes on", e);
            }
        }
    }

    private void look(long nowNs) {
        for (Slot slot : slots) {
            Seat busy = slot.overdue(nowNs, settings.stepTimeMsMax());
            if (busy != null) {
                slot.separate(busy, "a step lasts longer than " + settings.stepTimeMsMax() + " ms");
            }
        }
        for (ThreadedTaskRunner.Running one : running) {
            if (one.seat().task().isStopping()) {
                urge(one, nowNs);
            }
        }
        stopping.keySet().removeIf(Task::hasEnded);
    }

    private void urge(ThreadedTaskRunner.Running one, long nowNs) {
        Task task = one.seat().task();
        Stopping state = stopping.computeIfAbsent(task, key -> new Stopping(nowNs));
        long timeoutNs = TimeUnit.MILLISECONDS.toNanos(settings.cancellationTimeoutMs());
        // What close() cleans up is worth waiting for, half of the time that there is.
        boolean patient = task.isClosing() && nowNs - state.sinceNs < timeoutNs / 2;
        if (!patient
                && nowNs - state.interruptedNs >= TimeUnit.MILLISECONDS.toNanos(settings.cancellationIntervalMs())) {
            state.interruptedNs = nowNs;
            one.slot().separate(one.seat(), "it does not heed its cancellation");
            Worker worker = one.seat().worker();
            if (worker != null && worker.only() == one.seat()) {
                worker.interrupt();
            }
            task.interruptHelpers();
        }
        if (nowNs - state.sinceNs >= timeoutNs) {
            giveUp(one);
        }
    }

    private void giveUp(ThreadedTaskRunner.Running one) {
        Task task = one.seat().task();
        Worker worker = one.seat().worker();
        LOG.error(
                "{} does not end {} ms after its cancellation; its thread is left behind, at\n{}",
                task.attempt(),
                settings.cancellationTimeoutMs(),
                worker == null ? "" : worker.stackTrace());
        facts.accept(new TaskRunner.LeftBehind(
                task.attempt(),
                "attempt " + task.attempt() + " did not heed its cancellation for " + settings.cancellationTimeoutMs()
                        + " ms (task.cancellation.timeout), and its thread cannot be had back"));
        task.abandon(null);
        running.remove(one);
    }
}
