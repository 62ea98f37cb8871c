package io.millrace.yarn.driver;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Whether the resource manager has news that somebody waits for: a grant, or that a container has ended which is suspected to. It
 * is asked often then. Thread-safe.
 */
final class AwaitedNews {
    /** Within that time YARN knows of an end, if the node can still speak: ten heartbeats of a NodeManager, as a rule. */
    static final Duration SUSPICION = Duration.ofSeconds(10);

    private final LongSupplier nanoClock;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong suspectedAtNs;

    /** @param nanoClock like {@link System#nanoTime} */
    AwaitedNews(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.suspectedAtNs = new AtomicLong(nanoClock.getAsLong() - SUSPICION.toNanos());
    }

    void asked() {
        requests.incrementAndGet();
    }

    void takenBack() {
        requests.decrementAndGet();
    }

    void suspect() {
        suspectedAtNs.set(nanoClock.getAsLong());
    }

    boolean isAny() {
        return requests.get() > 0 || nanoClock.getAsLong() - suspectedAtNs.get() < SUSPICION.toNanos();
    }
}
