package io.millrace.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Puts numbered messages that may come late, twice or in any order back in order: each comes out once, after all with
 * lower numbers.
 */
public final class InOrder<T> {
    private final TreeMap<Long, T> early = new TreeMap<>();
    private long next;

    /** Takes a message and returns those whose turn has come, in order; empty if it is early or was here before. */
    public List<T> take(long sequence, T message) {
        if (sequence < next) {
            return List.of();
        }
        early.putIfAbsent(sequence, message);
        List<T> ready = new ArrayList<>();
        for (T due = early.remove(next); due != null; due = early.remove(next)) {
            ready.add(due);
            next++;
        }
        return ready;
    }

    /** What came early was said by somebody who is not heard any more: others come in its place. */
    public void dropEarly() {
        early.clear();
    }

    /** How many have come out: all with lower numbers than this. */
    public long next() {
        return next;
    }
}
