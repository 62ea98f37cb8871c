package io.millrace.jobmanager.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Who asked for a checkpoint, and which one answers: any that begins after the request. One may answer several. */
final class CheckpointRequests {
    private final List<String> waiting = new ArrayList<>();
    private final TreeMap<Long, List<String>> begun = new TreeMap<>();

    /** Somebody waits for a checkpoint to begin. */
    void add(String request) {
        waiting.add(request);
    }

    boolean areWaiting() {
        return !waiting.isEmpty();
    }

    /** A checkpoint begins: it answers all that wait. */
    void begin(long checkpoint) {
        if (!waiting.isEmpty()) {
            begun.put(checkpoint, takeWaiting());
        }
    }

    /** Those that will not see a checkpoint begin. */
    List<String> takeWaiting() {
        List<String> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    /** Those that a complete checkpoint answers: also those of earlier ones, which it makes needless. */
    List<String> takeUpTo(long checkpoint) {
        List<String> taken = begun.headMap(checkpoint, true).values().stream()
                .flatMap(List::stream)
                .toList();
        begun.headMap(checkpoint, true).clear();
        return taken;
    }

    /** Those of a checkpoint that was given up. */
    List<String> take(long checkpoint) {
        List<String> taken = begun.remove(checkpoint);
        return taken == null ? List.of() : taken;
    }
}
