package io.millrace.operators.group;

import java.util.Arrays;

/**
 * Tuples that wait to be folded, as {@link FoldLayout} lays them out, side by side: folding many at once lets the processor wait
 * for several places of a {@link FoldTable} at a time. Small at first, since most supersteps of a loop bring few records. Not
 * thread-safe.
 */
final class FoldBatch<T> {
    private static final int TUPLES_AT_FIRST = 16;
    private static final int TUPLES_MAX = 256;

    private final FoldLayout<T> layout;
    private long[] longs;
    private int end;

    FoldBatch(FoldLayout<T> layout) {
        this.layout = layout;
        this.longs = new long[TUPLES_AT_FIRST * layout.length()];
    }

    /** Adds a tuple to a batch that is not full; false if it is not as its type says. */
    boolean add(T record) {
        if (end == longs.length) {
            longs = Arrays.copyOf(longs, 4 * end);
        }
        if (!layout.read(record, longs, end)) {
            return false;
        }
        end += layout.length();
        return true;
    }

    boolean isFull() {
        return end == TUPLES_MAX * layout.length();
    }

    /** The array in which the tuples lie, from its beginning to {@link #end}. */
    long[] longs() {
        return longs;
    }

    int end() {
        return end;
    }

    void clear() {
        end = 0;
    }
}
