package io.millrace.operators.group;

import io.millrace.dataflow.contract.Pages;
import io.millrace.dataflow.types.NullFieldException;
import io.millrace.types.key.KeyEquality;
import org.jspecify.annotations.Nullable;

/**
 * A hash table from keys to values, both kept as objects. Not thread-safe.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Open addressing: a key lives in the first free place at or after the one that its hash names.
 *   <li>The place is taken from the high bits of the hash times the golden ratio: the low bits of a subtask's keys are alike,
 *       since they chose the subtask.
 *   <li>At half full the table doubles, by the kept hashes, without looking at a key.
 * </ol>
 * Memory: {@link #ENTRY_BYTES} per entry are reserved from the pages, in whole pages. The table does not spill: when the
 * budget is used up, {@link #insert} throws what {@link Pages#exhausted} says.
 *
 * <p>Use: {@code int place = find(key, hash)}; if it is negative, {@code insert(~place, …)} at once; else {@code value(place)}.
 * A place is valid until the next insertion.
 */
public final class HashTable<K, V> {
    /** What an entry is taken to need: its three places at half full (40), a key and a value with one field each (88). */
    static final int ENTRY_BYTES = 128;

    private static final int PLACES_AT_FIRST = 1024;
    private static final int PLACES_MAX = 1 << 30;
    private static final int GOLDEN = 0x9E3779B9;

    private final String name;
    private final Pages pages;
    private final int entriesPerPage;

    private int[] hashes = {};
    private @Nullable Object[] keys = {};
    private @Nullable Object[] values = {};
    private int shift;
    private int size;
    private int reservedPages;

    /** @param name as the error calls the table when memory is used up */
    public HashTable(String name, Pages pages) {
        this.name = name;
        this.pages = pages;
        this.entriesPerPage = Math.max(1, pages.pageBytes() / ENTRY_BYTES);
        allocate(PLACES_AT_FIRST);
    }

    public int size() {
        return size;
    }

    /** Where {@code key} is, or the complement ({@code ~place}) of where it would be. */
    public int find(K key, int hash) {
        int mask = hashes.length - 1;
        int place = (hash * GOLDEN) >>> shift;
        while (true) {
            Object there = keys[place];
            if (there == null) {
                return ~place;
            }
            if (hashes[place] == hash && KeyEquality.areEqual(there, key)) {
                return place;
            }
            place = (place + 1) & mask;
        }
    }

    @SuppressWarnings("unchecked")
    public V value(int place) {
        return (V) values[place];
    }

    @SuppressWarnings("unchecked")
    public K key(int place) {
        return (K) keys[place];
    }

    public void set(int place, V value) {
        values[place] = value;
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
        if (size == reservedPages * (long) entriesPerPage) {
            if (!pages.reserve(1)) {
                throw pages.exhausted(name, size);
            }
            reservedPages++;
        }
        hashes[place] = hash;
        keys[place] = key;
        values[place] = value;
        if (++size > keys.length / 2) {
            grow();
        }
    }

    /** The first place at or after {@code from} that has an entry, or -1. */
    public int nextPlace(int from) {
        for (int place = from; place < keys.length; place++) {
            if (keys[place] != null) {
                return place;
            }
        }
        return -1;
    }

    /** Forgets all entries and gives the memory back. */
    public void clear() {
        pages.release(reservedPages);
        reservedPages = 0;
        size = 0;
        allocate(PLACES_AT_FIRST);
    }

    private void allocate(int places) {
        hashes = new int[places];
        keys = new Object[places];
        values = new Object[places];
        shift = Integer.numberOfLeadingZeros(places) + 1;
    }

    private void grow() {
        if (keys.length == PLACES_MAX) {
            throw pages.exhausted(name, size);
        }
        int[] oldHashes = hashes;
        @Nullable Object[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        allocate(oldKeys.length * 2);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != null) {
                int place = freePlace(oldHashes[i]);
                hashes[place] = oldHashes[i];
                keys[place] = oldKeys[i];
                values[place] = oldValues[i];
            }
        }
    }

    private int freePlace(int hash) {
        int mask = hashes.length - 1;
        int place = (hash * GOLDEN) >>> shift;
        while (keys[place] != null) {
            place = (place + 1) & mask;
        }
        return place;
    }
}
