package io.millrace.operators.group;

import io.millrace.dataflow.types.NullFieldException;
import io.millrace.types.key.KeyEquality;
import org.jspecify.annotations.Nullable;

/**
 * A hash table from keys to values, both kept as objects. Not thread-safe.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Open addressing: a key lives in the first free place at or after the one that its hash names.
 *   <li>The place is taken from the high bits of the spread hash ({@link HashSpread}): hashes of like keys are neighbours, and
 *       neighbours in the table make long searches.
 *   <li>Tables of each size have an order of their own: the keys of one that come in its order to a smaller one would else all
 *       belong to its beginning, and make searches as long as the table.
 *   <li>At half full the table doubles, by the kept hashes, without looking at a key.
 *   <li>Keys that are {@code Long} and dense, as the numbers of a graph's vertices are, lie at the places of their own numbers as
 *       soon as there is a place for each number up to the greatest: a look-up compares no key then, and who looks them up in their
 *       order walks through memory.
 * </ol>
 * Memory: {@link #ENTRY_BYTES} per entry, without key and value. The table grows with its entries; who uses it counts them
 * ({@link io.millrace.operators.spill.ObjectBudget}) and says when it is full.
 *
 * <p>Use: {@code int place = find(key, hash)}; if it is negative, {@code insert(~place, …)} at once; else {@code value(place)}.
 * A place is valid until the next insertion.
 */
public final class HashTable<K, V> {
    /** What an entry needs between a quarter and a half full, on average. */
    public static final int ENTRY_BYTES = 40;

    private static final int PLACES_AT_FIRST = 64;
    private static final int PLACES_MAX = 1 << 29;

    private final String name;

    // A place is free if its spread hash is 0. Key and value stand side by side, so that a hit touches two cache lines
    // only.
    private int[] hashes = {};
    private @Nullable Object[] entries = {};
    private int shift;
    private int order;
    private int size;

    // All bits of the keys, a negative number if one is no Long; whether each of them lies at the place of its number.
    private long bits;
    private boolean inOrder = true;

    /** @param name as errors call the table */
    public HashTable(String name) {
        this.name = name;
        allocate(PLACES_AT_FIRST);
    }

    public int size() {
        return size;
    }

    /** Where {@code key} is, or the complement ({@code ~place}) of where it would be. */
    public int find(K key, int hash) {
        if (!inOrder) {
            return search(key, hash);
        }
        // Any place will do for a key that cannot be here: it is not put there.
        long number = numberOf(key);
        int own = hasPlace(number) ? (int) number : 0;
        return own == number && hashes[own] != 0 ? own : ~own;
    }

    private int search(K key, int hash) {
        int spread = spread(hash);
        int mask = hashes.length - 1;
        int place = (spread * order) >>> shift;
        while (true) {
            int there = hashes[place];
            if (there == spread && KeyEquality.areEqual(entries[2 * place], key)) {
                return place;
            }
            if (there == 0) {
                return ~place;
            }
            place = (place + 1) & mask;
        }
    }

    /** The number that may be a key's place; negative if none may. */
    private static long numberOf(@Nullable Object key) {
        return key instanceof Long number ? number : -1;
    }

    private boolean hasPlace(long number) {
        return number >= 0 && number < hashes.length;
    }

    private static int spread(int hash) {
        int spread = HashSpread.of(hash);
        return spread == 0 ? 1 : spread;
    }

    @SuppressWarnings("unchecked")
    public K key(int place) {
        return (K) entries[2 * place];
    }

    @SuppressWarnings("unchecked")
    public V value(int place) {
        return (V) entries[2 * place + 1];
    }

    public void set(int place, V value) {
        entries[2 * place + 1] = value;
    }

    /**
     * @param place the complement of what {@link #find} returned for this key just now
     * @throws NullFieldException if the key is null
     */
    public void insert(int place, K key, int hash, V value) {
        if (key == null) {
            throw new NullFieldException(
                    "A key is null in " + name + ", but a key must hold a value. The value: " + value);
        }
        bits |= numberOf(key);
        int free = place;
        if (inOrder && !hasPlace(bits)) {
            place(hashes.length, false);
            free = freePlace(spread(hash));
        }
        hashes[free] = spread(hash);
        entries[2 * free] = key;
        entries[2 * free + 1] = value;
        if (++size > hashes.length / 2) {
            grow();
        }
    }

    /** The first place at or after {@code from} that has an entry, or -1. */
    public int nextPlace(int from) {
        for (int place = from; place < hashes.length; place++) {
            if (hashes[place] != 0) {
                return place;
            }
        }
        return -1;
    }

    /** Forgets all entries. */
    public void clear() {
        size = 0;
        bits = 0;
        inOrder = true;
        allocate(PLACES_AT_FIRST);
    }

    private void allocate(int places) {
        hashes = new int[places];
        entries = new Object[2 * places];
        shift = Integer.numberOfLeadingZeros(places) + 1;
        order = HashSpread.orderOf(places);
    }

    private void grow() {
        if (hashes.length == PLACES_MAX) {
            throw new IllegalStateException(name + " has " + size + " entries, and cannot have more");
        }
        int places = hashes.length * 2;
        place(places, bits >= 0 && bits < places);
    }

    private void place(int places, boolean newInOrder) {
        int[] oldHashes = hashes;
        @Nullable Object[] oldEntries = entries;
        allocate(places);
        inOrder = newInOrder;
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldHashes[i] != 0) {
                int place = inOrder ? (int) numberOf(oldEntries[2 * i]) : freePlace(oldHashes[i]);
                hashes[place] = oldHashes[i];
                entries[2 * place] = oldEntries[2 * i];
                entries[2 * place + 1] = oldEntries[2 * i + 1];
            }
        }
    }

    private int freePlace(int spread) {
        int mask = hashes.length - 1;
        int place = (spread * order) >>> shift;
        while (hashes[place] != 0) {
            place = (place + 1) & mask;
        }
        return place;
    }
}
