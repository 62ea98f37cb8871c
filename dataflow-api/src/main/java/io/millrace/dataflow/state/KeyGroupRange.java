package io.millrace.dataflow.state;

import java.io.Serializable;
import java.util.Iterator;
import java.util.stream.IntStream;

/** The key groups from {@code startKeyGroup} to {@code endKeyGroup}, both included; empty if the end is before. */
public record KeyGroupRange(int startKeyGroup, int endKeyGroup) implements Iterable<Integer>, Serializable {
    public static final KeyGroupRange EMPTY_KEY_GROUP_RANGE = new KeyGroupRange(0, -1);

    public KeyGroupRange {
        if (startKeyGroup < 0) {
            throw new IllegalArgumentException("First key group: expected=at least 0, actual=" + startKeyGroup);
        }
    }

    public static KeyGroupRange of(int startKeyGroup, int endKeyGroup) {
        return startKeyGroup <= endKeyGroup ? new KeyGroupRange(startKeyGroup, endKeyGroup) : EMPTY_KEY_GROUP_RANGE;
    }

    public int getStartKeyGroup() {
        return startKeyGroup;
    }

    public int getEndKeyGroup() {
        return endKeyGroup;
    }

    public boolean contains(int keyGroup) {
        return keyGroup >= startKeyGroup && keyGroup <= endKeyGroup;
    }

    public int getNumberOfKeyGroups() {
        return Math.max(0, endKeyGroup - startKeyGroup + 1);
    }

    /** The key groups that are in both. */
    public KeyGroupRange getIntersection(KeyGroupRange other) {
        return of(Math.max(startKeyGroup, other.startKeyGroup), Math.min(endKeyGroup, other.endKeyGroup));
    }

    @Override
    public Iterator<Integer> iterator() {
        return IntStream.rangeClosed(startKeyGroup, endKeyGroup).iterator();
    }
}
