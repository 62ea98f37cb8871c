package io.millrace.simulation.scale;

import java.util.Map;
import java.util.TreeMap;

/** Counts the messages between nodes, and their bytes as they would go over the wire, by kind. */
final class Traffic {
    /** So many messages with so many bytes together. */
    record Count(long messages, long bytes) {
        Count plus(Count more) {
            return new Count(messages + more.messages, bytes + more.bytes);
        }
    }

    private final Map<String, Count> kinds = new TreeMap<>();

    void add(Object message, int bytes) {
        kinds.merge(message.getClass().getSimpleName(), new Count(1, bytes), Count::plus);
    }

    /** What was counted since this was last called, by the simple name of the message's class. */
    Map<String, Count> take() {
        Map<String, Count> taken = new TreeMap<>(kinds);
        kinds.clear();
        return taken;
    }

    static Count sum(Map<String, Count> kinds) {
        return kinds.values().stream().reduce(new Count(0, 0), Count::plus);
    }
}
