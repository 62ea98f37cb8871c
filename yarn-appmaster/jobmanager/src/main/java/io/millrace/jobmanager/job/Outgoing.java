package io.millrace.jobmanager.job;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** Numbered messages to one attempt of which none may be lost: kept until acknowledged, given out again until then. */
final class Outgoing<M> {
    private record Sent<M>(M message, long beat) {}

    private final TreeMap<Long, Sent<M>> unacknowledged = new TreeMap<>();
    private long next;

    Outgoing() {}

    /** @param received so many an earlier leader had sent, and they took effect; what else it had sent will not */
    Outgoing(long received) {
        this.next = received;
    }

    /** @param numbered makes the message, given its number */
    M add(LongFunction<M> numbered, long beat) {
        M message = numbered.apply(next);
        unacknowledged.put(next++, new Sent<>(message, beat));
        return message;
    }

    /** How many there were. */
    long count() {
        return next;
    }

    /** All with lower numbers took effect. */
    void acknowledge(long below) {
        unacknowledged.headMap(below).clear();
    }

    /** Those from a number on, whenever they were sent. */
    List<M> since(long number) {
        return unacknowledged.tailMap(number).values().stream()
                .map(Sent::message)
                .toList();
    }

    /** Those sent before a beat: a heartbeat should have acknowledged them by now. */
    List<M> olderThan(long beat) {
        List<M> old = new ArrayList<>();
        unacknowledged.values().forEach(sent -> {
            if (sent.beat < beat) {
                old.add(sent.message);
            }
        });
        return old;
    }
}
