package io.millrace.yarn.worker;

import io.millrace.control.Epoch;
import io.millrace.control.leader.LeaderWatch;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for the next leader where nobody elects: where leaders write down where they listen, and only while none is heard.
 * At first soon and then less and less often, as a thousand TaskManagers lose their leader at the same time. Thread-safe.
 */
final class LeaderSearch implements LeaderWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderSearch.class);

    private static final long PAUSE_MIN_MS = 200;
    private static final long PAUSE_MAX_MS = 5_000;

    /** The time that the search has gone on is divided by this: a leader is found at most 10 % late. */
    private static final int SHARE = 10;

    /** Where leaders are found. */
    @FunctionalInterface
    interface Published {
        /** Waits for a file system. */
        Optional<LeaderIs> latest() throws IOException;
    }

    private final Published published;
    private final Duration quiet;
    private final LongSupplier nanoClock;
    private final ScheduledExecutorService thread;
    private final Consumer<LeaderIs> facts;

    private volatile long heardNanos;
    private volatile Epoch told;
    private @Nullable Future<?> next; // guarded by this, as is the following
    private boolean stopped;

    /**
     * @param known the leader that this process was told of when it was started
     * @param quiet a leader that says nothing for so long may be lost
     * @param nanoClock like {@link System#nanoTime}
     * @param thread runs the searches
     * @param facts must return at once
     */
    LeaderSearch(
            Epoch known,
            Published published,
            Duration quiet,
            LongSupplier nanoClock,
            ScheduledExecutorService thread,
            Consumer<LeaderIs> facts) {
        this.told = known;
        this.published = published;
        this.quiet = quiet;
        this.nanoClock = nanoClock;
        this.thread = thread;
        this.facts = facts;
        this.heardNanos = nanoClock.getAsLong();
    }

    @Override
    public void watch() {
        lookIn(quiet.toMillis());
    }

    @Override
    public synchronized void stop() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
    }

    /** A leader has said something; words of those before the latest do not count. Any thread. */
    void heard(Epoch epoch) {
        if (!epoch.isOlderThan(told)) {
            heardNanos = nanoClock.getAsLong();
        }
    }

    /** The connection to the leader is broken: its silence need not be waited for. Any thread. */
    void cutOff() {
        heardNanos = nanoClock.getAsLong() - quiet.toNanos();
        lookIn(0);
    }

    private void look() {
        if (silentMs() >= quiet.toMillis()) {
            try {
                published
                        .latest()
                        .filter(leader -> told.isOlderThan(leader.epoch()))
                        .ifPresent(this::tell);
            } catch (IOException | RuntimeException e) {
                LOG.warn("where the leader listens cannot be read, tried again", e);
            }
        }
        lookIn(pauseMs());
    }

    private void tell(LeaderIs leader) {
        LOG.info("the leader of epoch {} listens at {}", leader.epoch().number(), leader.address());
        told = leader.epoch();
        facts.accept(leader);
    }

    /** Until the leader is silent for too long, or a share of how long it has been. */
    private long pauseMs() {
        long searchedMs = silentMs() - quiet.toMillis();
        return searchedMs < 0 ? -searchedMs : Math.max(PAUSE_MIN_MS, Math.min(PAUSE_MAX_MS, searchedMs / SHARE));
    }

    private long silentMs() {
        return TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - heardNanos);
    }

    private synchronized void lookIn(long pauseMs) {
        if (stopped) {
            return;
        }
        if (next != null) {
            next.cancel(false);
        }
        try {
            next = thread.schedule(this::look, pauseMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("the TaskManager ends: no leader is looked for any more");
        }
    }
}
