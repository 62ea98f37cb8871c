package io.millrace.taskmanager.exchange.partition;

import io.millrace.taskmanager.exchange.Channel;
import io.millrace.taskmanager.exchange.Element;
import io.millrace.taskmanager.exchange.PartitionLostException;
import io.millrace.taskmanager.exchange.WakeUp;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Puts what a reader gets into a channel, for a consumer at another TaskManager: some elements at a time, as long as there
 * is room. Runs on the threads that read from disk, one at a time; it waits for nothing.
 */
final class Feeder implements WakeUp, Runnable {
    private static final int ELEMENTS_PER_TURN = 16;

    private final PartitionReader reader;
    private final Channel channel;
    private final ClassLoader loader;
    private final Executor executor;
    private final AtomicInteger wakeUps = new AtomicInteger();
    private @Nullable Element held;
    private boolean over;

    /** @param loader the job's class loader, for its serialisers */
    Feeder(PartitionReader reader, Channel channel, ClassLoader loader, Executor executor) {
        this.reader = reader;
        this.channel = channel;
        this.loader = loader;
        this.executor = executor;
    }

    void start() {
        channel.onRoom(this);
        reader.onElement(this);
        wakeUp();
    }

    @Override
    public void wakeUp() {
        if (wakeUps.getAndIncrement() == 0) {
            executor.execute(this);
        }
    }

    @Override
    public void run() {
        int heard = wakeUps.get();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        boolean more = false;
        try {
            more = !over && feed();
        } catch (PartitionLostException e) {
            over = true;
            channel.breakWith(e.reason());
        } catch (RuntimeException | Error e) {
            over = true;
            channel.breakWith(String.valueOf(e.getMessage()));
        } finally {
            thread.setContextClassLoader(before);
        }
        if (more || !wakeUps.compareAndSet(heard, 0)) {
            executor.execute(
                    this); // woken meanwhile, or not through: the count stays above 0, so nobody else does this
        }
    }

    /** Returns whether it stopped only because others wait for the thread. */
    private boolean feed() {
        for (int i = 0; i < ELEMENTS_PER_TURN; i++) {
            Element next = held != null ? held : reader.poll();
            if (next == null) {
                return false;
            }
            if (!channel.offer(next)) {
                held = next;
                return false;
            }
            held = null;
            if (next == Element.Signal.END) {
                over = true;
                return false;
            }
        }
        return true;
    }
}
