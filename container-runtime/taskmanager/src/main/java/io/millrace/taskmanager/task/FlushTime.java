package io.millrace.taskmanager.task;

import io.millrace.dataflow.config.ExecutionOptions;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.graph.Vertex;
import java.time.Duration;

/**
 * When what waits in batches that are not full is sent at the latest, by {@code execution.buffer-timeout}: 0 sends each record
 * alone, so none waits; with -1 records wait until their batch is full or their task runs out of input.
 *
 * <p>Set by the thread that emits; may be asked by any.
 */
final class FlushTime {
    private final long timeoutMs;
    private final long loopDelayMs;
    private volatile long at = Long.MAX_VALUE;

    /** @param loopDelayMs how long a record of a source that owns its loop may wait */
    FlushTime(long timeoutMs, long loopDelayMs) {
        this.timeoutMs = timeoutMs;
        this.loopDelayMs = loopDelayMs;
    }

    /** The vertex's own, else the job's, else the TaskManager's. */
    static FlushTime of(Vertex vertex, ReadableConfig job, TaskSettings settings) {
        Duration own = vertex.bufferTimeout();
        long timeoutMs = own != null
                ? own.toMillis()
                : job.getOptional(ExecutionOptions.BUFFER_TIMEOUT)
                        .map(Duration::toMillis)
                        .orElse(settings.bufferTimeoutMs());
        return new FlushTime(timeoutMs, settings.loopFlushDelayMs());
    }

    boolean eachAlone() {
        return timeoutMs == 0;
    }

    /** Milliseconds since the epoch. */
    long at() {
        return at;
    }

    boolean isDue(long nowMs) {
        return at <= nowMs;
    }

    boolean isSet() {
        return at != Long.MAX_VALUE;
    }

    /** A record waits from now on. */
    void begin(long nowMs) {
        if (timeoutMs > 0) {
            at = nowMs + timeoutMs;
        }
    }

    /** Likewise, of a loop: nobody knows when it runs out of records, so they wait for a short time rather than for that. */
    void beginInLoop(long nowMs) {
        if (timeoutMs != 0) {
            at = nowMs + (timeoutMs > 0 ? Math.min(loopDelayMs, timeoutMs) : loopDelayMs);
        }
    }

    /** All was sent. */
    void clear() {
        at = Long.MAX_VALUE;
    }
}
