package io.millrace.simulation.job;

import io.millrace.simulation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sees which supersteps a loop runs, at each attempt. Outlives TaskManagers. Operators find theirs by name, because they travel
 * as bytes.
 */
final class LoopWatch {
    private static final Map<String, LoopWatch> WATCHES = new ConcurrentHashMap<>();
    private static final AtomicLong MADE = new AtomicLong();

    /** One time that the loop was started. */
    private static final class Start {
        private final int furthestBefore;
        private OptionalInt first = OptionalInt.empty();

        Start(int furthestBefore) {
            this.furthestBefore = furthestBefore;
        }
    }

    private final Map<Integer, Start> starts = new TreeMap<>();
    private final TreeSet<Integer> troubles = new TreeSet<>();
    private int latest = -1;
    private int furthest;

    private LoopWatch() {}

    /** A new one; its name. */
    static String open() {
        String name = "loop-" + MADE.getAndIncrement();
        WATCHES.put(name, new LoopWatch());
        return name;
    }

    static LoopWatch named(String name) {
        LoopWatch watch = WATCHES.get(name);
        if (watch == null) {
            throw new IllegalStateException("no loop is watched as '" + name + "'; it was taken away");
        }
        return watch;
    }

    static LoopWatch remove(String name) {
        LoopWatch watch = named(name);
        WATCHES.remove(name);
        return watch;
    }

    /** In this superstep a function throws, once. */
    void plan(int superstep) {
        troubles.add(superstep);
    }

    /** What feeds the loop has been deployed: nobody has decided yet where this attempt goes on. */
    void deployed(int attempt) {
        if (starts.putIfAbsent(attempt, new Start(furthest)) == null) {
            latest = Math.max(latest, attempt);
        }
    }

    /**
     * A subtask has begun a superstep.
     *
     * @throws IllegalStateException if that was planned
     */
    void begun(int attempt, int superstep) {
        Start start = starts.get(attempt);
        if (start == null) {
            throw new IllegalStateException("attempt " + attempt + " of the step runs, but its input does not");
        }
        if (start.first.isEmpty()) {
            start.first = OptionalInt.of(superstep);
        }
        if (attempt == latest) { // An earlier one is only thought dead, and may be ahead.
            furthest = Math.max(furthest, superstep);
        }
        if (troubles.remove(superstep)) {
            throw new IllegalStateException("superstep " + superstep + " fails on purpose");
        }
    }

    /** How often the loop went on in the middle. */
    int restored() {
        return (int) starts.values().stream()
                .filter(start -> start.first.orElse(1) > 1)
                .count();
    }

    /** How often it began anew though it had come further than the first superstep. */
    int begunAnew() {
        return (int) starts.values().stream()
                .filter(start -> start.furthestBefore > 1 && start.first.orElse(2) == 1)
                .count();
    }

    /** @throws Violation if one start repeated more supersteps than that, the one that was under way not counted */
    void checkRepeatsAtMost(int supersteps) {
        List<String> mistakes = new ArrayList<>();
        starts.forEach((attempt, start) -> {
            int first = start.first.orElse(Integer.MAX_VALUE);
            if (first < Math.max(1, start.furthestBefore - supersteps)) {
                mistakes.add("attempt " + attempt + " began with superstep " + first + ", but " + start.furthestBefore
                        + " had begun before");
            }
        });
        if (!mistakes.isEmpty()) {
            throw new Violation("supersteps repeated, expected at most " + supersteps + ": " + mistakes);
        }
    }
}
