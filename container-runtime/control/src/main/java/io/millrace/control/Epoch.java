package io.millrace.control;

import java.io.Serializable;

/** The number of a leadership; grows with every leader. Every command carries its sender's. */
public record Epoch(long number) implements Serializable, Comparable<Epoch> {
    private static final long serialVersionUID = 1L;

    /** Older than any leader's. */
    public static final Epoch NONE = new Epoch(0);

    public Epoch {
        if (number < 0) {
            throw new IllegalArgumentException("epoch: expected >= 0, found " + number);
        }
    }

    public boolean isOlderThan(Epoch other) {
        return number < other.number;
    }

    @Override
    public int compareTo(Epoch other) {
        return Long.compare(number, other.number);
    }
}
