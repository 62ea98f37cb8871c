package io.millrace.taskmanager.task;

import io.millrace.dataflow.contract.LoopingSource;
import io.millrace.taskmanager.exchange.TaskCancelledError;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Runs a source that owns its loop on a thread of its own. The task's worker, with the source's lock held, calls {@link
 * #advance}; {@link #stop} may be called by any thread without the lock, since a stuck loop may hold it.
 */
final class LoopingHead implements Head {
    private final LoopingSource<Object> source;
    private final Chain chain;
    private final Task task;
    private final TaskHost host;
    private boolean endTold;
    private volatile @Nullable Thread runner;
    private volatile boolean over;
    private volatile @Nullable Throwable thrown;
    private volatile boolean cancelling;
    private boolean stopAsked;

    LoopingHead(LoopingSource<Object> source, Chain chain, Task task, TaskHost host) {
        this.source = source;
        this.chain = chain;
        this.task = task;
        this.host = host;
    }

    /** Runs what the worker has to do, with the source's lock held; the loop gives way. */
    int locked(Callable<Integer> step) throws Exception {
        source.lockWanted(true);
        synchronized (source.lock()) {
            source.lockWanted(false);
            return step.call();
        }
    }

    @Override
    public int advance() {
        if (runner == null && !over) {
            return start();
        }
        if (!over || endTold) {
            return 0;
        }
        Throwable failure = thrown;
        if (failure != null) {
            throw chain.failed(0, null, failure);
        }
        endTold = true;
        chain.head().offerEnd(Stage.ONLY);
        return 1;
    }

    @Override
    public void beginAtEnd() {
        over = true;
        chain.head().typedOutput().emitWatermark(Long.MAX_VALUE);
    }

    private synchronized int start() {
        if (stopAsked) {
            return 0;
        }
        Thread started = host.start("source-" + task.nameForThreads(), this::runLoop);
        runner = started;
        return 1;
    }

    private void runLoop() {
        Thread.currentThread().setContextClassLoader(task.userClassLoader());
        try {
            source.run();
        } catch (TaskCancelledError e) {
            // what stop() wanted
        } catch (Throwable t) {
            thrown = t;
        } finally {
            over = true;
            task.wakeUp();
        }
    }

    /** Whether user code of the source may still run: its loop, or its cancel(). */
    boolean isRunning() {
        return cancelling || (runner != null && !over);
    }

    /**
     * Asks the loop to return: first by the source's own method, on a thread of its own since it is user code; when that
     * has returned, by interrupting. Only the first call counts.
     */
    void stop() {
        synchronized (this) {
            Thread running = runner;
            if (!stopAsked && running != null && !over) {
                cancelling = true;
                host.start("cancel-" + task.nameForThreads(), () -> cancelThenInterrupt(running));
            }
            stopAsked = true;
        }
    }

    /** Interrupts the loop: it has not returned though it was asked to. */
    void interrupt() {
        Thread running = runner;
        if (running != null && !over) {
            running.interrupt();
        }
    }

    private void cancelThenInterrupt(Thread running) {
        Thread.currentThread().setContextClassLoader(task.userClassLoader());
        try {
            source.cancel();
        } catch (Throwable t) {
            task.noteIgnored("cancel() of the source", t);
        } finally {
            running.interrupt();
            cancelling = false;
            task.wakeUp();
        }
    }
}
