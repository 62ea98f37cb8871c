package io.millrace.control.live;

import io.millrace.control.Steppable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Gives a {@link Steppable} a thread: steps it while there is work, and parks while there is none until {@link #wakeUp}
 * or the time it named.
 */
public final class StepThread implements AutoCloseable {
    private final Steppable work;
    private final LongSupplier idleNanos;
    private final Thread thread;
    private volatile boolean closing;

    /** @param idleNanos asked after a step without work: how long to wait at most; called on the thread */
    public StepThread(String name, Steppable work, LongSupplier idleNanos) {
        this.work = work;
        this.idleNanos = idleNanos;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Any thread: there is work. A wake-up between a step without work and the parking is not lost. */
    public void wakeUp() {
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closing) {
            if (work.step() == 0 && !closing) {
                long nanos = idleNanos.getAsLong();
                if (nanos > 0) {
                    LockSupport.parkNanos(this, nanos);
                }
            }
        }
    }

    public boolean isOwn() {
        return Thread.currentThread() == thread;
    }

    /** Lets the current step end and waits for the thread's death, unless called on the thread itself. */
    @Override
    public void close() {
        closing = true;
        wakeUp();
        if (isOwn()) {
            return;
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
