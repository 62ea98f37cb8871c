package io.millrace.taskmanager.task;

import java.util.Arrays;

/** When each operator of a task wants to be called next. Used by one thread at a time; {@link #next} by any. */
final class WakeTimes {
    private final long[] times;
    private volatile long next = Long.MAX_VALUE;

    WakeTimes(int operators) {
        times = new long[operators];
        Arrays.fill(times, Long.MAX_VALUE);
    }

    void set(int operator, long time) {
        times[operator] = time;
        update();
    }

    /** Withdraws all. */
    void clear() {
        Arrays.fill(times, Long.MAX_VALUE);
        update();
    }

    /** The earliest time, or {@link Long#MAX_VALUE}. */
    long next() {
        return next;
    }

    /** Whether the operator's time has come; it is withdrawn then. */
    boolean takeDue(int operator, long now) {
        if (times[operator] > now) {
            return false;
        }
        times[operator] = Long.MAX_VALUE;
        update();
        return true;
    }

    private void update() {
        long earliest = Long.MAX_VALUE;
        for (long time : times) {
            earliest = Math.min(earliest, time);
        }
        next = earliest;
    }
}
