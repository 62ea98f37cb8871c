package io.millrace.operators.join;

import io.millrace.operators.group.HashTable;
import org.jspecify.annotations.Nullable;

/**
 * Records of one input of a join, found by key; several may have the same key. Not thread-safe.
 *
 * <p>Memory: {@link #RECORD_BYTES} per record, without the record itself. Who uses the table counts them.
 */
final class BuildTable<K, B> {
    /** A place in the table, at worst, and the link to the next record of the same key. */
    static final int RECORD_BYTES = HashTable.ENTRY_BYTES + 24;

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

    private final HashTable<K, Entry<B>> table = new HashTable<>("the hash table of a join");
    private long size;

    /** How many records there are. */
    long size() {
        return size;
    }

    void add(K key, int hash, B record) {
        size++;
        int place = table.find(key, hash);
        if (place >= 0) {
            table.set(place, new Entry<>(record, table.value(place)));
        } else {
            table.insert(~place, key, hash, new Entry<>(record, null));
        }
    }

    /** The chain of records with this key, or null; remembers that it was asked for. */
    @Nullable
    Entry<B> match(K key, int hash) {
        int place = table.find(key, hash);
        if (place < 0) {
            return null;
        }
        Entry<B> first = table.value(place);
        first.matched = true;
        return first;
    }

    void clear() {
        table.clear();
        size = 0;
    }

    /** All records. */
    Walk all() {
        return new Walk(false);
    }

    /** The records whose keys were never asked for. */
    Walk unmatched() {
        return new Walk(true);
    }

    /** Walks over records. */
    final class Walk {
        private final boolean onlyUnmatched;
        private int place = -1;
        private @Nullable Entry<B> entry;

        private Walk(boolean onlyUnmatched) {
            this.onlyUnmatched = onlyUnmatched;
        }

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
                entry = onlyUnmatched && first.matched ? null : first;
            }
            return entry;
        }

        /** The key of that record. */
        K key() {
            return table.key(place);
        }
    }
}
