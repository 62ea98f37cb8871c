package io.millrace.operators.group;

import io.millrace.dataflow.contract.Pages;
import io.millrace.types.key.KeyEquality;
import org.jspecify.annotations.Nullable;

/**
 * A small table from keys to values that forgets old entries when new ones need their places. Not thread-safe.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>A key may live in any of {@link #WAYS} neighbouring places, the first of which its hash names. So a lookup costs at
 *       most that many comparisons of hashes.
 *   <li>While the pages allow, the table doubles when half of it is full, or when a new key finds its places taken. It begins
 *       small: in a loop there is a new table in each superstep, and there may be few records.
 *   <li>Then, if its places are all taken by others, a new key takes one of them, in turn, and what was there is pushed out.
 * </ol>
 *
 * <p>Memory: as many entries as the pages hold, at most {@link #PLACES_MAX}; at least {@link #PLACES_AT_FIRST}, which are always
 * allowed.
 *
 * <p>Use: {@code find}; a result of 0 or more is the entry; else {@code insert(~result, …)} returns what is pushed out.
 */
final class CombineTable<K, V> {
    private static final int WAYS = 8;

    /** What an entry is taken to need: its places, a key and a value with one field each. */
    private static final int ENTRY_BYTES = 128;

    /** More would not stay in the processor's second-level cache, where combining costs less than sending. */
    private static final int PLACES_MAX = 1 << 15;

    private static final int PLACES_AT_FIRST = 64;

    private final Pages pages;

    // A place is free if its spread hash is 0. Key and value stand side by side.
    private int[] hashes = new int[PLACES_AT_FIRST];
    private @Nullable Object[] entries = new Object[2 * PLACES_AT_FIRST];
    private int shift = shiftOf(PLACES_AT_FIRST);
    private int mask = PLACES_AT_FIRST - 1;
    private int growsAt = PLACES_AT_FIRST / 2;
    private int size;
    private int turn;

    CombineTable(Pages pages) {
        this.pages = pages;
    }

    private static int shiftOf(int places) {
        return Integer.numberOfLeadingZeros(places) + 1;
    }

    /** Where {@code key} is, or the complement of where it shall go. */
    int find(K key, int hash) {
        int spread = spread(hash);
        int first = spread >>> shift;
        for (int i = 0; i < WAYS; i++) {
            int place = (first + i) & mask;
            int there = hashes[place];
            if (there == spread && KeyEquality.areEqual(entries[2 * place], key)) {
                return place;
            }
            if (there == 0) {
                return ~place;
            }
        }
        turn = (turn + 1) & (WAYS - 1);
        return ~((first + turn) & mask);
    }

    private static int spread(int hash) {
        int spread = HashSpread.of(hash);
        return spread == 0 ? 1 : spread;
    }

    @SuppressWarnings("unchecked")
    V value(int place) {
        return (V) entries[2 * place + 1];
    }

    void set(int place, V value) {
        entries[2 * place + 1] = value;
    }

    /** @return the value that was pushed out, or null */
    @SuppressWarnings("unchecked")
    @Nullable
    V insert(int place, K key, int hash, V value) {
        if (growsAt > 0 && (size >= growsAt || hashes[place] != 0) && grow()) {
            return insert(~find(key, hash), key, hash, value);
        }
        V old = (V) entries[2 * place + 1];
        size += hashes[place] == 0 ? 1 : 0;
        hashes[place] = spread(hash);
        entries[2 * place] = key;
        entries[2 * place + 1] = value;
        return old;
    }

    /** Doubles the table; false, and never again, if it may not, or if some key would find no place. */
    private boolean grow() {
        int places = 2 * hashes.length;
        int more = pagesOf(places) - pagesOf(hashes.length);
        if (places > PLACES_MAX || !pages.reserve(more)) {
            growsAt = 0;
            return false;
        }
        if (!spreadOver(places)) {
            pages.release(more);
            growsAt = 0;
            return false;
        }
        growsAt = places / 2;
        return true;
    }

    private int pagesOf(int places) {
        return (int) ((long) places * ENTRY_BYTES / pages.pageBytes());
    }

    private boolean spreadOver(int places) {
        int[] moved = new int[places];
        @Nullable Object[] movedEntries = new Object[2 * places];
        int movedShift = shiftOf(places);
        for (int from = 0; from < hashes.length; from++) {
            int spread = hashes[from];
            if (spread != 0) {
                int to = freePlace(moved, spread >>> movedShift);
                if (to < 0) {
                    return false;
                }
                moved[to] = spread;
                movedEntries[2 * to] = entries[2 * from];
                movedEntries[2 * to + 1] = entries[2 * from + 1];
            }
        }
        hashes = moved;
        entries = movedEntries;
        shift = movedShift;
        mask = places - 1;
        return true;
    }

    private static int freePlace(int[] among, int first) {
        for (int i = 0; i < WAYS; i++) {
            int place = (first + i) & (among.length - 1);
            if (among[place] == 0) {
                return place;
            }
        }
        return -1;
    }

    /** The first place at or after {@code from} that has an entry, or -1. */
    int nextPlace(int from) {
        for (int place = from; place < hashes.length; place++) {
            if (hashes[place] != 0) {
                return place;
            }
        }
        return -1;
    }
}
