package io.millrace.state.heap;

import io.millrace.dataflow.contract.KeyedTimers;
import io.millrace.types.key.HashableKey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Timers by time, one per key, namespace and time.
 *
 * <p>A sorted map from times to the timers that are due then: the timers of one window are all due at its end, so there are few
 * times and many timers of each. The time that was used last, and the earliest, are at hand without the map. Who polls a timer uses
 * the state of its key next: the state is told of the keys of some timers at a time.
 */
final class TimerQueue<K, N> {
    private static final int AHEAD = 32;

    /** Hears whose state is used next. */
    interface Expecting {
        /** @param count of the keys that count */
        void expect(long[] keys, int count);
    }

    private final CurrentKey<K> current;
    private final Expecting state;
    private final long[] ahead = new long[AHEAD];
    private @Nullable DueTimers told;
    private int toldTo;
    private final TreeMap<Long, DueTimers> byTime = new TreeMap<>();
    private long lastTime;
    private @Nullable DueTimers atLastTime;
    private long firstTime;
    private @Nullable DueTimers atFirstTime;

    TimerQueue(CurrentKey<K> current, Expecting state) {
        this.current = current;
        this.state = state;
    }

    void register(N namespace, long time) {
        DueTimers due = at(time);
        if (due == null) {
            due = new DueTimers(current.kind());
            byTime.put(time, due);
            if (atFirstTime != null && time < firstTime) {
                atFirstTime = null;
            }
        }
        lastTime = time;
        atLastTime = due;
        due.add(current, namespace);
    }

    void delete(N namespace, long time) {
        DueTimers due = at(time);
        if (due != null) {
            due.remove(current, namespace);
            forgetIfEmpty(time, due);
        }
    }

    private @Nullable DueTimers at(long time) {
        if (atLastTime != null && time == lastTime) {
            return atLastTime;
        }
        if (atFirstTime != null && time == firstTime) {
            return atFirstTime;
        }
        return byTime.get(time);
    }

    private void forgetIfEmpty(long time, DueTimers due) {
        if (due.isEmpty()) {
            byTime.remove(time);
            forgetWhatIsAtHand();
        }
    }

    private void forgetWhatIsAtHand() {
        atLastTime = null;
        atFirstTime = null;
        told = null;
    }

    private @Nullable DueTimers earliest() {
        if (atFirstTime == null) {
            Map.Entry<Long, DueTimers> first = byTime.firstEntry();
            if (first == null) {
                return null;
            }
            firstTime = first.getKey();
            atFirstTime = first.getValue();
        }
        return atFirstTime;
    }

    @SuppressWarnings("unchecked")
    KeyedTimers.@Nullable Timer<K, N> poll(long now) {
        DueTimers due = earliest();
        if (due == null || firstTime > now) {
            return null;
        }
        long time = firstTime;
        int place = due.first();
        if (due != told || place >= toldTo) {
            tell(due, place);
        }
        K key = (K) HashableKey.unwrap(due.keyAt(place));
        N namespace = (N) due.namespaceAt(place);
        due.removeFirst();
        forgetIfEmpty(time, due);
        return new KeyedTimers.Timer<>(key, namespace, time);
    }

    private void tell(DueTimers due, int place) {
        int count = due.numbersFrom(place, ahead);
        told = due;
        toldTo = place + Math.max(1, count);
        if (count > 0) {
            state.expect(ahead, count);
        }
    }

    /**
     * All timers in the order in which they would fire, in arrays of their own.
     *
     * @param keys in the form fit for hash tables
     */
    record Rows(long[] times, Object[] keys, Object[] namespaces) {}

    Rows rows() {
        int count = 0;
        for (DueTimers due : byTime.values()) {
            count += due.size();
        }
        Rows rows = new Rows(new long[count], new Object[count], new Object[count]);
        int[] row = {0};
        byTime.forEach((time, due) -> due.forEach((key, namespace) -> {
            rows.times[row[0]] = time;
            rows.keys[row[0]] = key;
            rows.namespaces[row[0]++] = namespace;
        }));
        return rows;
    }

    /** Registers timers that a snapshot had, each after those before it. */
    void restore(List<RestoredTimer> timers) {
        timers.stream()
                .sorted(Comparator.comparingLong(RestoredTimer::time).thenComparingInt(RestoredTimer::place))
                .forEach(timer -> {
                    CurrentKey<Object> key = CurrentKey.ofHashable(timer.key());
                    byTime.computeIfAbsent(timer.time(), t -> new DueTimers(key.kind()))
                            .add(key, timer.namespace());
                });
        forgetWhatIsAtHand();
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
        return earliest() == null ? Long.MAX_VALUE : firstTime;
    }

    void dropKey() {
        byTime.values().removeIf(due -> {
            due.removeAllOf(current);
            return due.isEmpty();
        });
        forgetWhatIsAtHand();
    }
}
