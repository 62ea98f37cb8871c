package io.millrace.operators.group;

import io.millrace.operators.sort.SortedRecords;
import io.millrace.types.key.KeyEquality;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The records of an input, one key after another, those of a key by timestamp (stable). */
interface KeysInTurn<K, T> {
    /** Goes to the next key; the records of the one before were all taken. False if there is none. */
    boolean nextKey() throws Exception;

    /** The key at hand. */
    K key();

    /** Goes to the next record of the key; false if there is none. */
    boolean next() throws Exception;

    /** The record that {@link #next} went to. */
    T record();

    long timestamp();

    /** All records in memory. */
    final class InTable<K, T> implements KeysInTurn<K, T> {
        private final HashTable<K, KeyRecords<T>> table;
        private int place = -1;
        private int record;

        InTable(HashTable<K, KeyRecords<T>> table) {
            this.table = table;
        }

        @Override
        public boolean nextKey() {
            place = table.nextPlace(place + 1);
            if (place < 0) {
                table.clear();
                return false;
            }
            table.value(place).sort();
            record = -1;
            return true;
        }

        @Override
        public K key() {
            return table.key(place);
        }

        @Override
        public boolean next() {
            return ++record < table.value(place).size();
        }

        @Override
        public T record() {
            return table.value(place).take(record);
        }

        @Override
        public long timestamp() {
            return table.value(place).timestamp(record);
        }
    }

    /** Takes the key from a record. */
    interface KeyOf<K, T> {
        K of(T record) throws Exception;
    }

    /**
     * Records that were sorted by hash and timestamp. Records of another key that has the same hash, which is rare, wait in
     * memory until the key at hand is done.
     */
    final class Sorted<K, T> implements KeysInTurn<K, T> {
        private final SortedRecords<Stamped<T>> sorted;
        private final KeyOf<K, T> keys;
        private ArrayDeque<Stamped<T>> ofHash = new ArrayDeque<>();
        private ArrayDeque<Stamped<T>> others = new ArrayDeque<>();
        private boolean again;
        private int hash;
        private @Nullable K key;
        private @Nullable Stamped<T> current;

        Sorted(SortedRecords<Stamped<T>> sorted, KeyOf<K, T> keys) {
            this.sorted = sorted;
            this.keys = keys;
        }

        @Override
        public boolean nextKey() throws Exception {
            again = !others.isEmpty();
            if (again) {
                ArrayDeque<Stamped<T>> done = ofHash;
                ofHash = others;
                others = done;
                key = keys.of(ofHash.getFirst().record());
                return true;
            }
            if (sorted.isEmpty()) {
                return false;
            }
            hash = sorted.peek().hash();
            key = keys.of(sorted.peek().record());
            return true;
        }

        @Override
        @SuppressWarnings("NullAway") // asked for after nextKey() said that there is one
        public K key() {
            return key;
        }

        @Override
        public boolean next() throws Exception {
            for (Stamped<T> candidate = candidate(); candidate != null; candidate = candidate()) {
                if (KeyEquality.areEqual(key, keys.of(candidate.record()))) {
                    current = candidate;
                    return true;
                }
                others.add(candidate);
            }
            current = null;
            return false;
        }

        /** The next record of the same hash, or null. */
        private @Nullable Stamped<T> candidate() {
            if (again) {
                return ofHash.poll();
            }
            return sorted.isEmpty() || sorted.peek().hash() != hash ? null : sorted.take();
        }

        private Stamped<T> current() {
            if (current == null) {
                throw new IllegalStateException("next() was not called, or returned false");
            }
            return current;
        }

        @Override
        public T record() {
            return current().record();
        }

        @Override
        public long timestamp() {
            return current().timestamp();
        }
    }
}
