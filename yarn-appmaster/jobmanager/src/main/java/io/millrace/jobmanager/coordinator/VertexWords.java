package io.millrace.jobmanager.coordinator;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Counts what the coordinators of each vertex say and hear. Thread-safe. */
final class VertexWords {
    /** States that were too large are looked at again after so many words. */
    private static final int PAUSE = 64;

    private final Consumer<CoordinatorHost.Fact> facts;
    private final Map<Integer, Long> spoken = new TreeMap<>();
    private final Map<Integer, Long> heard = new TreeMap<>();
    private final Map<Integer, Long> tryAgainAt = new TreeMap<>();
    private final Set<Integer> newly = new TreeSet<>();

    VertexWords(Consumer<CoordinatorHost.Fact> facts) {
        this.facts = facts;
    }

    /** @return true if it is the first word of the vertex since {@link #takeNewly} */
    synchronized boolean say(int vertex, CoordinatorHost.Fact word) {
        spoken.merge(vertex, 1L, Long::sum);
        facts.accept(word);
        return newly.add(vertex);
    }

    synchronized void hear(int vertex) {
        heard.merge(vertex, 1L, Long::sum);
    }

    /** An earlier leader's coordinators had heard so many. */
    synchronized void heardBefore(int vertex, long words) {
        heard.put(vertex, words);
    }

    /** The tasks of these vertices begin anew. */
    synchronized void restart(Set<Integer> vertices) {
        heard.keySet().removeAll(vertices);
    }

    synchronized Set<Integer> takeNewly() {
        Set<Integer> taken = new TreeSet<>(newly);
        newly.clear();
        return taken;
    }

    synchronized long spoken(int vertex) {
        return spoken.getOrDefault(vertex, 0L);
    }

    synchronized long heard(int vertex) {
        return heard.getOrDefault(vertex, 0L);
    }

    synchronized boolean isWorthTrying(int vertex) {
        return spoken(vertex) >= tryAgainAt.getOrDefault(vertex, 0L);
    }

    synchronized void tooLarge(int vertex) {
        tryAgainAt.put(vertex, spoken(vertex) + PAUSE);
    }
}
