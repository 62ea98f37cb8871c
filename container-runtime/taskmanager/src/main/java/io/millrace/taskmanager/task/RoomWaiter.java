package io.millrace.taskmanager.task;

import io.millrace.taskmanager.exchange.TaskCancelledError;
import io.millrace.taskmanager.exchange.TaskOutputs;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Holds a thread of a task's own while its outputs are full. One thread waits at a time; any thread may wake it. */
final class RoomWaiter {
    private volatile @Nullable Thread waiting;

    /**
     * Returns when the overflow is empty. The thread says that it waits before it looks again, and who makes room or stops
     * the task looks for a waiting thread after, so no wake-up is lost.
     *
     * @throws TaskCancelledError if the task was stopped meanwhile
     */
    void await(TaskOutputs full, BooleanSupplier stopped) {
        boolean interrupted = false;
        waiting = Thread.currentThread();
        try {
            while (true) {
                if (stopped.getAsBoolean()) {
                    throw new TaskCancelledError();
                }
                full.drain();
                if (!full.isOverflowing()) {
                    return;
                }
                LockSupport.park(this);
                interrupted |= Thread.interrupted(); // else the next park would return at once, and so on
            }
        } finally {
            waiting = null;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void wake() {
        Thread sleeper = waiting;
        if (sleeper != null) {
            LockSupport.unpark(sleeper);
        }
    }
}
