package io.millrace.dataflow.operators;

import java.util.concurrent.ScheduledFuture;

/** The clock of a task, and timers on it. Callbacks run on the task's thread. */
public interface ProcessingTimeService {
    /** In milliseconds since the epoch. */
    long getCurrentProcessingTime();

    /** Calls {@code target} when the clock has reached {@code timestamp} (milliseconds since the epoch). */
    ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target);

    /** What to do when a timer is due. */
    @FunctionalInterface
    interface ProcessingTimeCallback {
        void onProcessingTime(long time) throws Exception;
    }
}
