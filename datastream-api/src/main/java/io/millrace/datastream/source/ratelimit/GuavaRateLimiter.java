package io.millrace.datastream.source.ratelimit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** One record after another at equal times by the clock; times that were not used are lost. */
public class GuavaRateLimiter implements RateLimiter {
    private final double intervalNs;
    private double nextNs = System.nanoTime();

    public GuavaRateLimiter(double maxPerSecond) {
        if (!(maxPerSecond > 0)) {
            throw new IllegalArgumentException("Records per second: expected=more than 0, actual=" + maxPerSecond);
        }
        this.intervalNs = TimeUnit.SECONDS.toNanos(1) / maxPerSecond;
    }

    @Override
    public CompletionStage<Void> acquire() {
        long nowNs = System.nanoTime();
        double atNs = Math.max((double) nowNs, nextNs);
        nextNs = atNs + intervalNs;
        long waitNs = (long) (atNs - nowNs);
        return waitNs <= 0
                ? CompletableFuture.completedFuture(null)
                : new CompletableFuture<Void>().completeOnTimeout(null, waitNs, TimeUnit.NANOSECONDS);
    }
}
