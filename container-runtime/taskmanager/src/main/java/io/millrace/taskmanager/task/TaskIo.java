package io.millrace.taskmanager.task;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a task's operators have other threads do for files. It is counted, so that an attempt ends only when all of that has
 * ended: whoever hears of its end may delete what it wrote. Thread-safe.
 */
final class TaskIo implements Executor {
    private final Executor threads;
    private final Runnable wakeUp;
    private final AtomicInteger underWay = new AtomicInteger();

    /** @param wakeUp called by any thread whenever something has ended */
    TaskIo(Executor threads, Runnable wakeUp) {
        this.threads = threads;
        this.wakeUp = wakeUp;
    }

    @Override
    public void execute(Runnable work) {
        underWay.incrementAndGet();
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } finally {
                    ended();
                }
            });
        } catch (RuntimeException | Error e) { // no more threads to be had
            ended();
            throw e;
        }
    }

    private void ended() {
        underWay.decrementAndGet();
        wakeUp.run();
    }

    /** Whether something that was asked for has not ended. */
    boolean isBusy() {
        return underWay.get() > 0;
    }
}
