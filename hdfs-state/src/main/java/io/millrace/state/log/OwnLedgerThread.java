package io.millrace.state.log;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread of a ledger's own. */
final class OwnLedgerThread implements LedgerThread {
    private static final Logger LOG = LoggerFactory.getLogger(OwnLedgerThread.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread worker = new Thread(work, "millrace-ledger");
        worker.setDaemon(true);
        return worker;
    });

    @Override
    public void execute(Duration delay, Runnable work) {
        try {
            if (delay.isZero()) {
                thread.execute(work);
            } else {
                var unused = thread.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (RejectedExecutionException closed) {
            LOG.debug("closed before a wish");
        }
    }

    @Override
    public Duration now() {
        return Duration.ofNanos(System.nanoTime());
    }

    @Override
    public void end() {
        thread.shutdownNow();
    }
}
