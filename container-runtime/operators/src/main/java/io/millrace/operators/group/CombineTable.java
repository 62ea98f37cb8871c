package io.millrace.operators.group;

import io.millrace.dataflow.contract.Pages;
import io.millrace.types.key.KeyEquality;
import org.jspecify.annotations.Nullable;

/**
 * A small table from keys to values that forgets old entries when new ones need their places. Not thread-safe.
 *
 * <h2>Algorithm</h2>
 * A key may live in any of {@link #WAYS} neighbouring places, the first of which its hash names. If they are all taken by
 * others, a new key takes one of them, in turn, and what was there is pushed out. The table never grows, so a lookup costs
 * at most {@link #WAYS} comparisons of hashes.
 *
 * <p>Memory: as many entries as the pages hold, at most {@link #PLACES_MAX}; at least {@link #WAYS}, which are always allowed.
 *
 * <p>Use: {@code find}; a result of 0 or more is the entry; else {@code insert(~result, …)} returns what is pushed out.
 */
final class CombineTable<K, V> {
    private static final int WAYS = 8;

    /** What an entry is taken to need: its places, a key and a value with one field each. */
    private static final int ENTRY_BYTES = 128;

    /** More would not stay in the processor's second-level cache, where combining costs less than sending. */
    private static final int PLACES_MAX = 1 << 15;

    // A place is free if its spread hash is 0. Key and value stand side by side.
    private final int[] hashes;
    private final @Nullable Object[] entries;
    private final int shift;
    private final int mask;
    private int turn;

    CombineTable(Pages pages) {
        int places = reserve(pages);
        hashes = new int[places];
        entries = new Object[2 * places];
        shift = Integer.numberOfLeadingZeros(places) + 1;
        mask = places - 1;
    }

    private static int reserve(Pages pages) {
        int places = PLACES_MAX;
        while (places > WAYS) {
            if (pages.reserve((int) ((long) places * ENTRY_BYTES / pages.pageBytes()))) {
                return places;
            }
            places /= 2;
        }
        return WAYS;
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
        V old = (V) entries[2 * place + 1];
        hashes[place] = spread(hash);
        entries[2 * place] = key;
        entries[2 * place + 1] = value;
        return old;
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
