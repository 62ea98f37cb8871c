package io.millrace.dataflow.util;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends executors. */
public final class ExecutorUtils {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutorUtils.class);

    private ExecutorUtils() {}

    /** Lets each end what it has begun until the time is over, then interrupts. */
    public static void gracefulShutdown(long timeout, TimeUnit unit, ExecutorService... executorServices) {
        for (ExecutorService service : executorServices) {
            service.shutdown();
        }
        long end = System.nanoTime() + unit.toNanos(timeout);
        boolean interrupted = Thread.interrupted();
        for (ExecutorService service : executorServices) {
            try {
                if (interrupted || !service.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    LOG.warn("An executor did not end in time: it is shut down now");
                    service.shutdownNow();
                }
            } catch (InterruptedException e) {
                interrupted = true;
                service.shutdownNow();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** As {@link #gracefulShutdown}, on a thread of the common pool. */
    public static CompletableFuture<Void> nonBlockingShutdown(
            long timeout, TimeUnit unit, ExecutorService... executorServices) {
        return CompletableFuture.runAsync(() -> gracefulShutdown(timeout, unit, executorServices));
    }
}
