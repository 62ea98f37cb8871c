package io.millrace.operators.group;

import io.millrace.dataflow.contract.Pages;
import io.millrace.types.key.KeyEquality;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * As {@link FoldTable}, for keys that are objects: the spread hash of a key and its folded fields lie side by side, the keys in
 * an array of their own. So a look-up costs one cache line and one comparison of keys, and nothing is made. Not thread-safe.
 *
 * <p>Memory: the pages that it reserves, {@link #KEY_BYTES} for a key; {@link #PLACES_AT_FIRST} places are always allowed.
 */
final class ObjectFoldTable {
    private static final int PLACES_AT_FIRST = 64;

    /** What a key is taken to need: a text of a few words. */
    private static final int KEY_BYTES = 64;

    private final Pages pages;
    private final int length;
    private final long bytesMax;
    private long[] longs;
    private @Nullable Object[] keys = new Object[PLACES_AT_FIRST];
    private int shift = shiftOf(PLACES_AT_FIRST);
    private int order = HashSpread.orderOf(PLACES_AT_FIRST);
    private int size;
    private int reserved;

    /**
     * @param length of a tuple, in longs
     * @param bytesMax how large it may become
     */
    ObjectFoldTable(Pages pages, int length, long bytesMax) {
        this.pages = pages;
        this.length = length;
        this.bytesMax = bytesMax;
        this.longs = new long[PLACES_AT_FIRST * length];
    }

    private static int shiftOf(int places) {
        return Integer.SIZE - Integer.numberOfTrailingZeros(places);
    }

    /** The array in which the tuples lie; another one after an insertion. */
    long[] longs() {
        return longs;
    }

    Object key(int at) {
        return Objects.requireNonNull(keys[at / length]);
    }

    /** Where the tuple of a key lies, or the complement of where it would. */
    int find(Object key, long hash) {
        int place = placeOf(hash);
        while (true) {
            int at = place * length;
            long there = longs[at];
            if (there == hash && KeyEquality.areEqual(keys[place], key)) {
                return at;
            }
            if (there == 0) {
                return ~at;
            }
            place = (place + 1) & (keys.length - 1);
        }
    }

    private int placeOf(long hash) {
        return ((int) hash * order) >>> shift;
    }

    /** Whether a new key may be inserted: there is room, or is made. */
    boolean admits() {
        return size < keys.length / 2 || grow();
    }

    /** Copies a tuple, whose key is new, to its place: the table {@link #admits} it. */
    void insert(Object key, long[] tuple) {
        int at = ~find(key, tuple[0]);
        size++;
        put(key, tuple, at);
    }

    private void put(Object key, long[] tuple, int at) {
        keys[at / length] = key;
        System.arraycopy(tuple, 0, longs, at, length);
    }

    private boolean grow() {
        int places = 2 * keys.length;
        long bytes = (long) places * ((long) length * Long.BYTES + Integer.BYTES + KEY_BYTES / 2);
        int more = (int) (bytes / pages.pageBytes()) - reserved;
        if (bytes > bytesMax || !pages.reserve(more)) {
            return false;
        }
        reserved += more;
        long[] oldLongs = longs;
        @Nullable Object[] oldKeys = keys;
        longs = new long[places * length];
        keys = new Object[places];
        shift = shiftOf(places);
        order = HashSpread.orderOf(places);
        for (int from = 0; from < oldKeys.length; from++) {
            if (oldLongs[from * length] != 0) {
                int to = freePlace(oldLongs[from * length]);
                keys[to] = oldKeys[from];
                System.arraycopy(oldLongs, from * length, longs, to * length, length);
            }
        }
        return true;
    }

    private int freePlace(long hash) {
        int place = placeOf(hash);
        while (longs[place * length] != 0) {
            place = (place + 1) & (keys.length - 1);
        }
        return place;
    }

    /** Where the tuple lies that stands where this key, which is new, belongs; -1 if none. */
    int firstInTheWay(long hash) {
        int at = placeOf(hash) * length;
        return longs[at] == 0 ? -1 : at;
    }

    /** Puts a tuple, whose key is new, in the place of the {@link #firstInTheWay}. */
    void replace(Object key, long[] tuple) {
        put(key, tuple, firstInTheWay(tuple[0]));
    }

    /** Where the first tuple at or after a position lies, which is one that was returned before plus one; -1 if none. */
    int next(int from) {
        for (int at = (from + length - 1) / length * length; at < longs.length; at += length) {
            if (longs[at] != 0) {
                return at;
            }
        }
        return -1;
    }

    /** Gives the memory back; nothing may be inserted any more. */
    void release() {
        pages.release(reserved);
        reserved = 0;
        Arrays.fill(keys, null);
    }
}
