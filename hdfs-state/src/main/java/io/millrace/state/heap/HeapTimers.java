package io.millrace.state.heap;

import io.millrace.dataflow.contract.KeyedStateBackend.NamespacedState;
import io.millrace.dataflow.contract.KeyedTimers;
import org.jspecify.annotations.Nullable;

/** Timers in two queues, one for each time. */
final class HeapTimers<K, N> implements KeyedTimers<K, N> {
    private final TimerQueue<K, N> eventTime;
    private final TimerQueue<K, N> processingTime;

    HeapTimers(CurrentKey<K> current, TimerQueue.Expecting state) {
        this.eventTime = new TimerQueue<>(current, state);
        this.processingTime = new TimerQueue<>(current, state);
    }

    @Override
    public void registerEventTime(N namespace, long time) {
        eventTime.register(namespace, time);
    }

    @Override
    public boolean followEventTime(NamespacedState<N, ?> contents, N namespace, long time) {
        if (!(contents instanceof HeapNamespaced<N, ?> kept)) {
            return false;
        }
        eventTime.follow(kept.table(), namespace, time);
        return true;
    }

    @Override
    public void deleteEventTime(N namespace, long time) {
        eventTime.delete(namespace, time);
    }

    @Override
    public void registerProcessingTime(N namespace, long time) {
        processingTime.register(namespace, time);
    }

    @Override
    public void deleteProcessingTime(N namespace, long time) {
        processingTime.delete(namespace, time);
    }

    @Override
    public @Nullable Timer<K, N> pollEventTime(long watermark) {
        return eventTime.poll(watermark);
    }

    @Override
    public @Nullable Timer<K, N> pollProcessingTime(long now) {
        return processingTime.poll(now);
    }

    @Override
    public long nextProcessingTime() {
        return processingTime.next();
    }

    /** The timers of event time, or of processing time. */
    TimerQueue<K, N> queue(SectionHeader.Kind kind) {
        return kind == SectionHeader.Kind.EVENT_TIMERS ? eventTime : processingTime;
    }

    void dropKey() {
        eventTime.dropKey();
        processingTime.dropKey();
    }
}
