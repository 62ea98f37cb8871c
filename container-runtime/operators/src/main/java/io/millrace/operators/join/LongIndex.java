package io.millrace.operators.join;

import io.millrace.dataflow.contract.Pages;
import io.millrace.operators.group.HashSpread;

/**
 * Where the records of each key lie, for keys that are whole numbers: one place in an array a key, without objects. Not
 * thread-safe.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Open addressing by the highest bits of the key times a large odd number (Fibonacci hashing), another one for each size:
 *       keys that come in the order of a table of another size would else make long searches.
 *   <li>At half full the table doubles, while the pages allow.
 *   <li>Keys that are dense, as the numbers of a graph's vertices are, lie in their own order as soon as there is a place for each
 *       number up to the greatest: who looks them up in their order walks through memory.
 * </ol>
 * Memory: the pages that it reserves; {@link #PLACES_AT_FIRST} are always allowed.
 */
final class LongIndex {
    private static final int PLACES_AT_FIRST = 64;
    private static final int PLACES_MAX = 1 << 29;

    private final Pages pages;

    // Key and position plus one, side by side; a place whose second number is 0 is free.
    private long[] entries = new long[2 * PLACES_AT_FIRST];
    private int places = PLACES_AT_FIRST;
    private int shift = shiftOf(PLACES_AT_FIRST);
    private long order = HashSpread.longOrderOf(PLACES_AT_FIRST);
    private int size;
    private int reserved;

    // All bits of the keys, and whether each of them lies at the place of its own number.
    private long bits;
    private boolean inOrder = true;

    LongIndex(Pages pages) {
        this.pages = pages;
    }

    private static int shiftOf(int places) {
        return Long.SIZE - Integer.numberOfTrailingZeros(places);
    }

    /** The position of a key; -1 if it has none. */
    long find(long key) {
        if (inOrder) {
            return key >>> (Long.SIZE - shift) == 0 ? entries[2 * (int) key + 1] - 1 : -1;
        }
        int place = (int) ((key * order) >>> shift);
        while (true) {
            long position = entries[2 * place + 1];
            if (position == 0 || entries[2 * place] == key) {
                return position - 1;
            }
            place = (place + 1) & (places - 1);
        }
    }

    /**
     * @param key has no position yet
     * @param position 0 or more
     * @return false, and nothing was changed, if there is no room
     */
    boolean insert(long key, long position) {
        if (2 * size >= places && !grow()) {
            return false;
        }
        size++;
        bits |= key;
        if (inOrder && bits >>> (Long.SIZE - shift) != 0) {
            place(places, false);
        }
        put(key, position + 1);
        return true;
    }

    private void put(long key, long entry) {
        if (inOrder) {
            entries[2 * (int) key] = key;
            entries[2 * (int) key + 1] = entry;
            return;
        }
        int place = (int) ((key * order) >>> shift);
        while (entries[2 * place + 1] != 0) {
            place = (place + 1) & (places - 1);
        }
        entries[2 * place] = key;
        entries[2 * place + 1] = entry;
    }

    private boolean grow() {
        int more = (int) (2L * places * 2 * Long.BYTES / pages.pageBytes()) - reserved;
        if (places >= PLACES_MAX || !pages.reserve(more)) {
            return false;
        }
        reserved += more;
        place(2 * places, bits >>> (Long.SIZE - shiftOf(2 * places)) == 0);
        return true;
    }

    private void place(int newPlaces, boolean newInOrder) {
        long[] old = entries;
        entries = new long[2 * newPlaces];
        places = newPlaces;
        shift = shiftOf(places);
        inOrder = newInOrder;
        order = HashSpread.longOrderOf(places);
        for (int at = 0; at < old.length; at += 2) {
            if (old[at + 1] != 0) {
                put(old[at], old[at + 1]);
            }
        }
    }

    /** Forgets all keys and gives the memory back. */
    void clear() {
        pages.release(reserved);
        reserved = 0;
        size = 0;
        bits = 0;
        inOrder = true;
        entries = new long[2 * PLACES_AT_FIRST];
        places = PLACES_AT_FIRST;
        shift = shiftOf(places);
        order = HashSpread.longOrderOf(places);
    }
}
