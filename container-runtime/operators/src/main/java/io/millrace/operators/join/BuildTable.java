package io.millrace.operators.join;

import io.millrace.dataflow.contract.Pages;
import io.millrace.operators.group.HashTable;
import io.millrace.types.key.KeyHash;
import org.jspecify.annotations.Nullable;

/**
 * The records of one input of a join, found by key; several may have the same key. Not thread-safe.
 *
 * <p>Memory: as {@link HashTable} per key, and {@link #RECORD_BYTES} per record, reserved in whole pages.
 */
public final class BuildTable<K, B> {
    /** A record with its link. */
    private static final int RECORD_BYTES = 64;

    /** A record and the one that was filed under the same key before. */
    static final class Entry<B> {
        final B record;
        final @Nullable Entry<B> next;
        private boolean matched;

        Entry(B record, @Nullable Entry<B> next) {
            this.record = record;
            this.next = next;
        }
    }

    private final HashTable<K, Entry<B>> table;
    private final Pages pages;
    private long records;
    private int room;
    private int reservedPages;

    public BuildTable(Pages pages) {
        this.table = new HashTable<>("the hash table of a join", pages);
        this.pages = pages;
    }

    public void add(K key, B record) {
        if (room == 0) {
            reserve();
        }
        room--;
        records++;
        int hash = KeyHash.of(key);
        int place = table.find(key, hash);
        if (place >= 0) {
            table.set(place, new Entry<>(record, table.value(place)));
        } else {
            table.insert(~place, key, hash, new Entry<>(record, null));
        }
    }

    private void reserve() {
        if (!pages.reserve(1)) {
            throw pages.exhausted("the hash table of a join", records);
        }
        reservedPages++;
        room = Math.max(1, pages.pageBytes() / RECORD_BYTES);
    }

    /** The chain of records with this key, or null; remembers that it was asked for. */
    @Nullable
    Entry<B> match(K key) {
        int place = table.find(key, KeyHash.of(key));
        if (place < 0) {
            return null;
        }
        Entry<B> first = table.value(place);
        first.matched = true;
        return first;
    }

    /** Gives the memory back. */
    void clear() {
        table.clear();
        pages.release(reservedPages);
        reservedPages = 0;
        room = 0;
    }

    /** The records whose keys were never asked for. */
    Unmatched unmatched() {
        return new Unmatched();
    }

    /** Walks over the records whose keys were never asked for. */
    final class Unmatched {
        private int place = -1;
        private @Nullable Entry<B> entry;

        /** The next one, or null at the end. */
        @Nullable
        Entry<B> next() {
            entry = entry == null ? null : entry.next;
            while (entry == null) {
                place = table.nextPlace(place + 1);
                if (place < 0) {
                    return null;
                }
                Entry<B> first = table.value(place);
                entry = first.matched ? null : first;
            }
            return entry;
        }
    }
}
