package io.millrace.state.heap;

import io.millrace.dataflow.contract.KeyedTimers;
import io.millrace.types.key.HashableKey;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Timers by time, one per key, namespace and time.
 *
 * <p>A heap orders them by time and then by number of registration; a set tells which are registered. A deleted timer stays
 * in the heap until it comes to its top, or until the dead are more than the living.
 */
final class TimerQueue<K, N> {
    private static final int DEAD_BEFORE_SWEEP = 1024;

    /** Equal to others of the same key, namespace and time. */
    private static final class Entry {
        private final Object key;
        private final Object namespace;
        private final long time;
        private final long number;
        private boolean dead;

        Entry(Object key, Object namespace, long time, long number) {
            this.key = key;
            this.namespace = namespace;
            this.time = time;
            this.number = number;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Entry that
                    && time == that.time
                    && key.equals(that.key)
                    && namespace.equals(that.namespace);
        }

        @Override
        public int hashCode() {
            return (key.hashCode() * 31 + namespace.hashCode()) * 31 + Long.hashCode(time);
        }
    }

    private final CurrentKey<K> current;
    private final Map<Entry, Entry> registered = new HashMap<>();
    private PriorityQueue<Entry> byTime = newQueue();
    private long count;

    TimerQueue(CurrentKey<K> current) {
        this.current = current;
    }

    private static PriorityQueue<Entry> newQueue() {
        return new PriorityQueue<>(
                (a, b) -> a.time != b.time ? Long.compare(a.time, b.time) : Long.compare(a.number, b.number));
    }

    void register(N namespace, long time) {
        Entry entry = new Entry(current.hashable(), namespace, time, count++);
        if (registered.putIfAbsent(entry, entry) == null) {
            byTime.add(entry);
        }
    }

    void delete(N namespace, long time) {
        Entry entry = registered.remove(new Entry(current.hashable(), namespace, time, 0));
        if (entry != null) {
            entry.dead = true;
            sweep();
        }
    }

    private void sweep() {
        int dead = byTime.size() - registered.size();
        if (dead > DEAD_BEFORE_SWEEP && dead > registered.size()) {
            PriorityQueue<Entry> living = newQueue();
            living.addAll(registered.keySet());
            byTime = living;
        }
    }

    @SuppressWarnings("unchecked")
    KeyedTimers.@Nullable Timer<K, N> poll(long now) {
        Entry first = first();
        if (first == null || first.time > now) {
            return null;
        }
        byTime.remove();
        registered.remove(first);
        return new KeyedTimers.Timer<>((K) HashableKey.unwrap(first.key), (N) first.namespace, first.time);
    }

    /** When the earliest is due, or {@link Long#MAX_VALUE}. */
    long next() {
        Entry first = first();
        return first == null ? Long.MAX_VALUE : first.time;
    }

    private @Nullable Entry first() {
        Entry first = byTime.peek();
        while (first != null && first.dead) {
            byTime.remove();
            first = byTime.peek();
        }
        return first;
    }

    void dropKey() {
        Object key = current.hashable();
        boolean dropped = registered.keySet().removeIf(entry -> {
            entry.dead |= entry.key.equals(key);
            return entry.dead;
        });
        if (dropped) {
            sweep();
        }
    }
}
