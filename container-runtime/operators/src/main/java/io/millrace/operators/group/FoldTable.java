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
 *   <li>Keys that are dense, as the numbers of a graph's vertices are, lie in their own order as soon as the table has more places
 *       than the greatest of them, which may take it four doublings at once: so what is often asked for together lies together,
 *       and who walks over the table meets the keys in their order, in which the next table fills up and is searched.
 *   <li>A look-up in a large table waits for main memory. Who has several to make calls {@link #approach} before, which touches
 *       all their places: the processor waits for them at once.
 * </ol>
 * Memory: the pages that it reserves; {@link #PLACES_AT_FIRST} are always allowed. A table of which is known how many places are
 * right for it ({@link #placesWanted} of one that held the like) begins with them, if the pages allow.
 *
 * <p>Use: {@code int at = find(key)}; if it is negative, {@code insert(~at, …)}; else what lies at {@code at} is the tuple. A
 * position is valid until the next insertion.
 */
final class FoldTable {
    static final int PLACES_AT_FIRST = 64;
    private static final int LONGS_MAX = 1 << 27;

    /** So many times as many places as usual are taken if the keys lie in their own order then. */
    private static final int SPARSE_MAX = 4;

    private final Pages pages;
    private final int length;
    private final int longsMax;
    private long[] longs;
    private int places = PLACES_AT_FIRST;
    private int shift = shiftOf(PLACES_AT_FIRST);
    private long order = ownOrder(shift);
    private int size;
    private boolean hasZero;
    private int reserved;

    // All bits of the keys that were admitted, and whether all of them lie at the places of their own numbers.
    private long bits;
    private boolean inOrder = true;

    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private long touched;

    /**
     * @param length of a tuple, in longs
     * @param bytesMax how large it may become
     * @param placesAtFirst a power of two, at least {@link #PLACES_AT_FIRST}
     */
    FoldTable(Pages pages, int length, long bytesMax, int placesAtFirst) {
        this.pages = pages;
        this.length = length;
        // The place for key 0 is not counted, or a table of a power of two would be just too large.
        this.longsMax = (int) Math.min(LONGS_MAX, bytesMax / Long.BYTES) + length;
        this.longs = new long[(PLACES_AT_FIRST + 1) * length];
        if (placesAtFirst > PLACES_AT_FIRST) {
            // If there is no room for so many, it grows as far as it can.
            growTo(placesAtFirst);
        }
    }

    private static int shiftOf(int places) {
        return Long.SIZE - Integer.numberOfTrailingZeros(places);
    }

    /** By this factor the highest bits of the product are the lowest of the key. */
    private static long ownOrder(int shift) {
        return 1L << shift;
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

    /** Whether a new key may be inserted: there is room, or is made. Positions are not valid any more. */
    boolean admits(long key) {
        bits |= key;
        if (inOrder && bits >>> (Long.SIZE - shift) != 0) {
            // Where keys lie in their own order, one from elsewhere would have a long way to a free place.
            place(places, false);
        }
        return hasRoom(size, places) || grow();
    }

    /** Copies a tuple, whose key is new, from where it lies to its place: the table {@link #admits} that key. */
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
        long wide = Long.highestOneBit(bits) << 1;
        boolean dense = wide > 2L * places && wide <= (long) SPARSE_MAX * places;
        return (dense && growTo((int) wide)) || growTo(2 * places);
    }

    private boolean growTo(int morePlaces) {
        long wanted = (morePlaces + 1L) * length;
        int more = (int) (wanted * Long.BYTES / pages.pageBytes()) - reserved;
        if (wanted > longsMax || !pages.reserve(more)) {
            return false;
        }
        reserved += more;
        place(morePlaces, bits >>> (Long.SIZE - shiftOf(morePlaces)) == 0);
        return true;
    }

    private void place(int newPlaces, boolean newInOrder) {
        long[] old = longs;
        int oldPlaces = places;
        longs = new long[(newPlaces + 1) * length];
        places = newPlaces;
        shift = shiftOf(places);
        inOrder = newInOrder;
        order = inOrder ? ownOrder(shift) : HashSpread.longOrderOf(places);
        for (int place = 0; place < oldPlaces; place++) {
            int from = place * length;
            if (old[from] != 0) {
                System.arraycopy(old, from, longs, ~find(old[from]), length);
            }
        }
        System.arraycopy(old, oldPlaces * length, longs, places * length, length);
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

    /** With how many places the table would not have had to grow, nor been too empty to be walked over quickly. */
    int placesWanted() {
        int wanted = PLACES_AT_FIRST;
        while (wanted < places && !hasRoom(size, wanted)) {
            wanted *= 2;
        }
        boolean dense = inOrder && places <= (long) SPARSE_MAX * wanted;
        return dense ? places : wanted;
    }

    private static boolean hasRoom(int size, int places) {
        return size < places - places / 4;
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
