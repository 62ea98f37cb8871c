package io.millrace.operators.group;

import io.millrace.dataflow.contract.Pages;

/**
 * A hash table of tuples as {@link FoldLayout} lays them out, one a key, side by side in one array: a look-up costs one cache
 * line, and no object is made. Not thread-safe.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Open addressing by the highest bits of the key times a large odd number (Fibonacci hashing). A place whose key is 0 is
 *       free; the tuple of key 0 has a place of its own behind the others.
 *   <li>The odd number is another one for each size: the keys of one table that come in its order to a smaller one would else
 *       all belong to its beginning, and make searches as long as the table.
 *   <li>At three quarters full the table doubles, while the pages allow.
 *   <li>A look-up in a large table waits for main memory. Who has several to make calls {@link #approach} before, which touches
 *       all their places: the processor waits for them at once.
 * </ol>
 * Memory: the pages that it reserves; {@link #PLACES_AT_FIRST} are always allowed.
 *
 * <p>Use: {@code int at = find(key)}; if it is negative, {@code insert(~at, …)}; else what lies at {@code at} is the tuple. A
 * position is valid until the next insertion.
 */
final class FoldTable {
    private static final int PLACES_AT_FIRST = 64;
    private static final int LONGS_MAX = 1 << 27;

    private final Pages pages;
    private final int length;
    private final int longsMax;
    private long[] longs;
    private int places = PLACES_AT_FIRST;
    private int shift = shiftOf(PLACES_AT_FIRST);
    private long order = HashSpread.longOrderOf(PLACES_AT_FIRST);
    private int size;
    private boolean hasZero;
    private int reserved;

    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private long touched;

    /**
     * @param length of a tuple, in longs
     * @param bytesMax how large it may become
     */
    FoldTable(Pages pages, int length, long bytesMax) {
        this.pages = pages;
        this.length = length;
        // The place for key 0 is not counted, or a table of a power of two would be just too large.
        this.longsMax = (int) Math.min(LONGS_MAX, bytesMax / Long.BYTES) + length;
        this.longs = new long[(PLACES_AT_FIRST + 1) * length];
    }

    private static int shiftOf(int places) {
        return Long.SIZE - Integer.numberOfTrailingZeros(places);
    }

    /** The array in which the tuples lie; another one after an insertion. */
    long[] longs() {
        return longs;
    }

    /** Where the tuple of a key lies, or the complement of where it would. */
    int find(long key) {
        if (key == 0) {
            int own = places * length;
            return hasZero ? own : ~own;
        }
        int place = (int) ((key * order) >>> shift);
        while (true) {
            int at = place * length;
            long there = longs[at];
            if (there == key) {
                return at;
            }
            if (there == 0) {
                return ~at;
            }
            place = (place + 1) & (places - 1);
        }
    }

    /** Brings the places of tuples that lie side by side, up to an end, near to the processor. */
    void approach(long[] tuples, int end) {
        long[] all = longs;
        long seen = 0;
        for (int i = 0; i < end; i += length) {
            seen += all[(int) ((tuples[i] * order) >>> shift) * length];
        }
        // Kept, or the JIT would leave it all out.
        touched = seen;
    }

    /** Whether a new key may be inserted: there is room, or is made. */
    boolean admits() {
        return size < places - places / 4 || grow();
    }

    /** Copies a tuple, whose key is new, from where it lies to its place: the table {@link #admits} it. */
    void insert(long[] from, int fromAt) {
        int at = ~find(from[fromAt]);
        if (from[fromAt] == 0) {
            hasZero = true;
        } else {
            size++;
        }
        System.arraycopy(from, fromAt, longs, at, length);
    }

    private boolean grow() {
        long wanted = (2L * places + 1) * length;
        int more = (int) (wanted * Long.BYTES / pages.pageBytes()) - reserved;
        if (wanted > longsMax || !pages.reserve(more)) {
            return false;
        }
        reserved += more;
        long[] old = longs;
        int oldPlaces = places;
        longs = new long[(int) wanted];
        places = 2 * oldPlaces;
        shift = shiftOf(places);
        order = HashSpread.longOrderOf(places);
        for (int place = 0; place < oldPlaces; place++) {
            int from = place * length;
            if (old[from] != 0) {
                System.arraycopy(old, from, longs, ~find(old[from]), length);
            }
        }
        System.arraycopy(old, oldPlaces * length, longs, places * length, length);
        return true;
    }

    /** Puts a tuple, whose key is new, in the place of the first one that is in its way; the table is full. */
    void replace(long[] from, int fromAt) {
        System.arraycopy(from, fromAt, longs, firstInTheWay(from[fromAt]), length);
    }

    /** Where the tuple lies that stands where this key, which is new, belongs; -1 if none. */
    int firstInTheWay(long key) {
        int at = key == 0 ? -1 : (int) ((key * order) >>> shift) * length;
        return at >= 0 && longs[at] != 0 ? at : -1;
    }

    /** Where the first tuple at or after a position lies, which is one that was returned before plus one; -1 if none. */
    int next(int from) {
        int end = places * length;
        int first = (from + length - 1) / length * length;
        for (int at = first; at < end; at += length) {
            if (longs[at] != 0) {
                return at;
            }
        }
        return first <= end && hasZero ? end : -1;
    }

    /** Gives the memory back; nothing may be inserted any more. */
    void release() {
        pages.release(reserved);
        reserved = 0;
    }
}
