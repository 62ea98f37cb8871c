package io.millrace.state.heap;

import io.millrace.dataflow.contract.KeyedTimers;
import io.millrace.types.key.HashableKey;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Timers by time, one per key, namespace and time.
 *
 * <p>A sorted map from times to the timers that are due then, in the order of their registration: the timers of one window
 * are all due at its end, so there are few times and many timers of each.
 */
final class TimerQueue<K, N> {
    /** What is due at some time. */
    private record Due(Object key, Object namespace) {
        @Override
        public int hashCode() {
            int hash = (key.hashCode() * 31 + namespace.hashCode()) * 0x9E3779B9;
            return hash ^ hash >>> 16;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Due that && key.equals(that.key) && namespace.equals(that.namespace);
        }
    }

    private final CurrentKey<K> current;
    private final TreeMap<Long, Set<Due>> byTime = new TreeMap<>();
    private long lastTime;
    private @Nullable Set<Due> atLastTime;

    TimerQueue(CurrentKey<K> current) {
        this.current = current;
    }

    void register(N namespace, long time) {
        Set<Due> due = atLastTime;
        if (due == null || time != lastTime) {
            due = byTime.computeIfAbsent(time, t -> new LinkedHashSet<>());
            lastTime = time;
            atLastTime = due;
        }
        due.add(new Due(current.hashable(), namespace));
    }

    void delete(N namespace, long time) {
        Set<Due> due = byTime.get(time);
        if (due != null) {
            due.remove(new Due(current.hashable(), namespace));
            forgetIfEmpty(time, due);
        }
    }

    private void forgetIfEmpty(long time, Set<Due> due) {
        if (due.isEmpty()) {
            byTime.remove(time);
            atLastTime = null;
        }
    }

    @SuppressWarnings("unchecked")
    KeyedTimers.@Nullable Timer<K, N> poll(long now) {
        Map.Entry<Long, Set<Due>> first = byTime.firstEntry();
        if (first == null || first.getKey() > now) {
            return null;
        }
        Iterator<Due> oldest = first.getValue().iterator();
        Due due = oldest.next();
        oldest.remove();
        forgetIfEmpty(first.getKey(), first.getValue());
        return new KeyedTimers.Timer<>((K) HashableKey.unwrap(due.key()), (N) due.namespace(), first.getKey());
    }

    /**
     * All timers in the order in which they would fire, in arrays of their own.
     *
     * @param keys in the form fit for hash tables
     */
    record Rows(long[] times, Object[] keys, Object[] namespaces) {}

    Rows rows() {
        int count = 0;
        for (Set<Due> due : byTime.values()) {
            count += due.size();
        }
        Rows rows = new Rows(new long[count], new Object[count], new Object[count]);
        int row = 0;
        for (Map.Entry<Long, Set<Due>> each : byTime.entrySet()) {
            for (Due due : each.getValue()) {
                rows.times[row] = each.getKey();
                rows.keys[row] = due.key();
                rows.namespaces[row++] = due.namespace();
            }
        }
        return rows;
    }

    /** Registers timers that a snapshot had, each after those before it. */
    void restore(List<RestoredTimer> timers) {
        timers.stream()
                .sorted(Comparator.comparingLong(RestoredTimer::time).thenComparingInt(RestoredTimer::place))
                .forEach(timer -> byTime.computeIfAbsent(timer.time(), t -> new LinkedHashSet<>())
                        .add(new Due(timer.key(), timer.namespace())));
    }

    /**
     * A timer of a snapshot.
     *
     * @param place equal times fire in the order of their places
     * @param key in the form fit for hash tables
     */
    record RestoredTimer(long time, int place, Object namespace, Object key) {}

    /** When the earliest is due, or {@link Long#MAX_VALUE}. */
    long next() {
        return byTime.isEmpty() ? Long.MAX_VALUE : byTime.firstKey();
    }

    void dropKey() {
        Object key = current.hashable();
        byTime.values().removeIf(due -> {
            due.removeIf(timer -> timer.key().equals(key));
            return due.isEmpty();
        });
        atLastTime = null;
    }
}
