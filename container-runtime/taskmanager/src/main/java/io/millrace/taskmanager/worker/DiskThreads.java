package io.millrace.taskmanager.worker;

import io.millrace.taskmanager.exchange.partition.PartitionStore;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that work for the disk: some that serialise and write for long, some that read a little at a time. They are
 * made when there is work and end when there has been none for a while.
 */
final class DiskThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DiskThreads.class);
    private static final int KEEP_ALIVE_S = 5;
    private static final int SLOTS_PER_THREAD = 4;
    private static final int CLOSE_WAIT_MS = 500;

    /** They mostly wait for a file system; more would not make a disk faster. */
    private static final int SNAPSHOT_THREADS = 4;

    private final ThreadPoolExecutor writers;
    private final ThreadPoolExecutor readers;
    private final ThreadPoolExecutor snapshots;

    /** One thread for each directory, more for many slots. */
    DiskThreads(int slots, int directories) {
        int each = Math.max(directories, (slots + SLOTS_PER_THREAD - 1) / SLOTS_PER_THREAD);
        this.writers = pool("spill", each);
        this.readers = pool("read", each + 1);
        this.snapshots = pool("snapshot", SNAPSHOT_THREADS);
    }

    private static ThreadPoolExecutor pool(String name, int threads) {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                KEEP_ALIVE_S,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                body -> Threads.daemon("millrace-" + name + "-" + count.getAndIncrement(), body),
                new ThreadPoolExecutor.DiscardPolicy()); // after close nobody waits for anything
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    PartitionStore.Work work() {
        return new PartitionStore.Work(writers, writers.getMaximumPoolSize(), readers);
    }

    /** For the files of checkpoints. */
    Executor snapshots() {
        return snapshots;
    }

    /** What waits is dropped; what is under way is interrupted and awaited for a moment. */
    @Override
    public void close() {
        writers.shutdownNow();
        readers.shutdownNow();
        snapshots.shutdownNow();
        try {
            if (!writers.awaitTermination(CLOSE_WAIT_MS, TimeUnit.MILLISECONDS)
                    || !readers.awaitTermination(CLOSE_WAIT_MS, TimeUnit.MILLISECONDS)) {
                LOG.debug("threads that work for the disk go on for a while; they are daemons");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
