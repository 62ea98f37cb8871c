package io.millrace.simulation;

import java.util.Map;
import java.util.TreeMap;

/** How many faults of each kind were injected. */
final class FaultCounts {
    private final Map<String, Long> counts = new TreeMap<>();

    void count(String kind) {
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
