package io.millrace.dataflow.contract;

import io.millrace.dataflow.contract.KeyedStateBackend.NamespacedState;
import org.jspecify.annotations.Nullable;

/**
 * Timers of one keyed operator, one per (key, namespace, time). Registered for the current key; polled in the order of
 * their times, equal times in the order of registration. Not thread-safe.
 */
public interface KeyedTimers<K, N> {
    /** A due timer. */
    record Timer<K, N>(K key, N namespace, long time) {}

    /** @param time fires when the watermark is {@code >= time} */
    void registerEventTime(N namespace, long time);

    /**
     * One timer for a namespace, whatever the number of its keys: as if a timer were registered for each key when it gets a first
     * value of {@code contents} there, from now until that time, and deleted when it loses it. The keys that have one
     * already are left out: they are taken to have timers. Does nothing while the namespace has such a timer.
     *
     * @return false if this backend does not know how; then each key's timer is to be registered
     */
    default boolean followEventTime(NamespacedState<N, ?> contents, N namespace, long time) {
        return false;
    }

    void deleteEventTime(N namespace, long time);

    /** @param time fires when processing time is {@code >= time} */
    void registerProcessingTime(N namespace, long time);

    void deleteProcessingTime(N namespace, long time);

    /** Removes and returns the earliest event-time timer with {@code time <= watermark}, or null. */
    @Nullable
    Timer<K, N> pollEventTime(long watermark);

    @Nullable
    Timer<K, N> pollProcessingTime(long now);

    /** When the earliest processing-time timer is due, or {@link Long#MAX_VALUE}. */
    long nextProcessingTime();
}
