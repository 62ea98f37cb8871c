package io.millrace.taskmanager.task;

import java.util.concurrent.TimeUnit;

/**
 * How a task spends its time. Whoever steps it says what it does from now on; anybody may ask. Thread-safe: the lock is taken
 * twice a step, not for records, and is hardly ever contended.
 */
public final class TaskTimes {
    /** What a task does. */
    public enum Doing {
        /** It waits for input, or for its turn. */
        IDLE,
        BUSY,
        /** It waits for room in its channels. */
        BACK_PRESSURED
    }

    /** Milliseconds of each second. */
    public record Shares(int idle, int busy, int backPressured) {}

    private final long[] spentNs = new long[Doing.values().length];
    private Doing doing = Doing.IDLE;
    private long sinceNs = System.nanoTime();

    /** @param nowNs by {@link System#nanoTime} */
    public synchronized void becomes(Doing next, long nowNs) {
        spentNs[doing.ordinal()] += Math.max(0, nowNs - sinceNs);
        sinceNs = nowNs;
        doing = next;
    }

    /** Since the last call, or since it was made. */
    public synchronized Shares take(long nowNs) {
        becomes(doing, nowNs);
        Shares shares = new Shares(share(Doing.IDLE), share(Doing.BUSY), share(Doing.BACK_PRESSURED));
        java.util.Arrays.fill(spentNs, 0);
        return shares;
    }

    private int share(Doing what) {
        long all = 0;
        for (long spent : spentNs) {
            all += spent;
        }
        return all == 0 ? 0 : (int) Math.round(spentNs[what.ordinal()] * (double) TimeUnit.SECONDS.toMillis(1) / all);
    }
}
