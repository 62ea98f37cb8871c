package io.millrace.simulation;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** How many faults of each kind were injected. */
final class FaultCounts {
    private final Map<String, Long> counts = new TreeMap<>();
    private Consumer<String> listener = kind -> {};

    /** Tells of each fault when it is counted. */
    void hear(Consumer<String> one) {
        listener = one;
    }

    void count(String kind) {
        listener.accept(kind);
        counts.merge(kind, 1L, Long::sum);
    }

    void count(String kind, long times) {
        counts.merge(kind, times, Long::sum);
    }

    void addAll(FaultCounts others) {
        others.counts.forEach((kind, count) -> counts.merge(kind, count, Long::sum));
    }

    long of(String kind) {
        return counts.getOrDefault(kind, 0L);
    }

    Map<String, Long> all() {
        return new TreeMap<>(counts);
    }
}
