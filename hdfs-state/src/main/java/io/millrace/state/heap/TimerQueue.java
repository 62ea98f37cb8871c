package io.millrace.state.heap;

import io.millrace.dataflow.contract.KeyedTimers;
import io.millrace.types.key.HashableKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Timers by time, one per key, namespace and time.
 *
 * <p>A sorted map from times to the timers that are due then: the timers of one window are all due at its end, so there are few
 * times and many timers of each. The time that was used last, and the earliest, are at hand without the map. A namespace may be
 * followed: it has a timer for each key that gets a value there, and nothing is registered for the single key. Who polls a
 * timer uses the state of its key next: the state is told of the keys of some timers at a time.
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

    /** The {@link DueTimers} or the {@link Namespace} of which some keys were told, and how far. */
    private @Nullable Object told;

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
        begin(time).add(current, namespace);
    }

    /** A timer for each key that gets a value in a namespace from now on. Does nothing if the namespace has one. */
    void follow(NamespaceTable<Object> contents, N namespace, long time) {
        Namespace<Object> keys = contents.follow(namespace);
        if (keys != null) {
            begin(time).follow(new DueTimers.Followed(contents, keys));
        }
    }

    private DueTimers begin(long time) {
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
        return due;
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

    KeyedTimers.@Nullable Timer<K, N> poll(long now) {
        DueTimers due = earliest();
        while (due != null && firstTime <= now) {
            KeyedTimers.Timer<K, N> timer = due.hasSingle() ? pollSingle(due) : pollFollowed(due);
            if (timer != null) {
                return timer;
            }
            due = earliest();
        }
        return null;
    }

    @SuppressWarnings("unchecked")
    private KeyedTimers.Timer<K, N> pollSingle(DueTimers due) {
        long time = firstTime;
        int place = due.first();
        if (due != told || place >= toldTo) {
            tell(due, place, due.numbersFrom(place, ahead));
        }
        K key = (K) HashableKey.unwrap(due.keyAt(place));
        N namespace = (N) due.namespaceAt(place);
        due.removeFirst();
        forgetIfEmpty(time, due);
        return new KeyedTimers.Timer<>(key, namespace, time);
    }

    /** Null if the first of the followed namespaces has come to its end, and is not followed any more. */
    @SuppressWarnings("unchecked")
    private KeyedTimers.@Nullable Timer<K, N> pollFollowed(DueTimers due) {
        DueTimers.Followed first = due.firstFollowed();
        Namespace<Object> namespace = first.namespace();
        if (namespace != told || namespace.polled() >= toldTo) {
            first.table().select(namespace.name());
            tell(namespace, namespace.polled(), namespace.nextKeys(ahead));
        }
        if (namespace.pollKey()) {
            return new KeyedTimers.Timer<>(current.get(), (N) namespace.name(), firstTime);
        }
        due.removeFirstFollowed();
        first.table().unfollow(namespace);
        told = null;
        forgetIfEmpty(firstTime, due);
        return null;
    }

    private void tell(Object of, int place, int count) {
        told = of;
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
        List<Object> keys = new ArrayList<>();
        List<Object> namespaces = new ArrayList<>();
        LongStream.Builder times = LongStream.builder();
        byTime.forEach((time, due) -> due.forEach((key, namespace) -> {
            times.add(time);
            keys.add(key);
            namespaces.add(namespace);
        }));
        return new Rows(times.build().toArray(), keys.toArray(), namespaces.toArray());
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
