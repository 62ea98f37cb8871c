package io.millrace.iterations.solution;

import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.operators.group.HashTable;
import io.millrace.operators.spill.ObjectBudget;
import io.millrace.operators.spill.SpillSpace;
import io.millrace.types.key.KeyHash;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One subtask's part of the solution set of a delta loop: for each key the record that was put last. Not thread-safe.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>While all records fit as objects, they are objects in a {@link HashTable}: the fastest look-up.
 *   <li>When the pages do not allow that any more, all records move, as bytes, to a {@link PagedIndex}, which takes about a third
 *       of the memory, and which writes to disk what does not fit in turn. There they stay.
 * </ol>
 * Memory: at most the pages that it was given; unmanaged, whatever the heap has.
 *
 * <p>A record that is put is the set's from then on, and one that is got may be the set's own: who takes records from user
 * code or gives them to it copies them ({@link io.millrace.operators.function.RecordKeeper}).
 */
public final class SolutionSet<K, T> {
    private static final String NAME = "the solution set";

    private final KeySelector<T, K> keys;

    /** Null: unmanaged. */
    private final @Nullable SpillSpace space;

    private final @Nullable ObjectBudget<T> budget;
    private final @Nullable PagedIndex<K, T> pages;

    private final HashTable<K, T> objects = new HashTable<>(NAME);
    private boolean paged;

    private SolutionSet(
            KeySelector<T, K> keys,
            @Nullable SpillSpace space,
            @Nullable ObjectBudget<T> budget,
            @Nullable PagedIndex<K, T> pages) {
        this.keys = keys;
        this.space = space;
        this.budget = budget;
        this.pages = pages;
    }

    /**
     * A set in managed memory that spills.
     *
     * @param space of this set alone; closed with it
     * @param pagesMax of the space's pages this set never holds more
     */
    public static <K, T> SolutionSet<K, T> managed(
            SpillSpace space, KeySelector<T, K> keys, TypeSerializer<T> serializer, int pagesMax) {
        return new SolutionSet<>(
                keys,
                space,
                new ObjectBudget<>(space.pages(), pagesMax, serializer, HashTable.ENTRY_BYTES),
                new PagedIndex<>(space, keys, serializer, pagesMax));
    }

    /** A set of objects on the heap, for records that cannot be serialised or that somebody else has counted. */
    public static <K, T> SolutionSet<K, T> unmanaged(KeySelector<T, K> keys) {
        return new SolutionSet<>(keys, null, null, null);
    }

    /** The record of this key, or null if there is none. */
    public @Nullable T get(K key) throws Exception {
        int hash = KeyHash.of(key);
        if (paged) {
            return inPages().get(key, hash);
        }
        int place = objects.find(key, hash);
        return place < 0 ? null : objects.value(place);
    }

    /**
     * Puts a record in the place of the one that has its key, if there is one.
     *
     * @throws io.millrace.dataflow.types.NullFieldException if its key is null
     */
    public void put(T record) throws Exception {
        K key = keys.getKey(record);
        int hash = KeyHash.of(key);
        if (!paged) {
            if (putObject(key, hash, record)) {
                return;
            }
            moveToPages();
        }
        inPages().put(key, hash, record);
    }

    private boolean putObject(K key, int hash, T record) {
        int place = objects.find(key, hash);
        if (place >= 0) {
            if (budget != null && !budget.replace(record, objects.size())) {
                return false;
            }
            objects.set(place, record);
            return true;
        }
        if (budget != null && !budget.take(record)) {
            return false;
        }
        objects.insert(~place, key, hash, record);
        return true;
    }

    private void moveToPages() throws Exception {
        if (budget != null) {
            budget.clear();
        }
        paged = true;
        PagedIndex<K, T> index = inPages();
        for (int place = objects.nextPlace(0); place >= 0; place = objects.nextPlace(place + 1)) {
            K key = objects.key(place);
            index.put(key, KeyHash.of(key), objects.value(place));
        }
        objects.clear();
    }

    private PagedIndex<K, T> inPages() {
        if (pages == null) {
            throw new IllegalStateException(NAME + " is unmanaged");
        }
        return pages;
    }

    /** How many keys there are. */
    public long size() {
        return paged ? inPages().size() : objects.size();
    }

    /** Bytes on disk, of which a part may be out of date; 0 while all is in memory. */
    public long spilledBytes() {
        return paged ? inPages().spilledBytes() : 0;
    }

    /** Walks over all records, in no order; for as long as none is put. */
    public Records<T> records() {
        return paged ? inPages().records() : new ObjectRecords();
    }

    private final class ObjectRecords implements Records<T> {
        private int place = -1;

        @Override
        public boolean next() {
            place = objects.nextPlace(place + 1);
            return place >= 0;
        }

        @Override
        public T record() {
            return objects.value(place);
        }
    }

    /** A walk over the records of a set. Not thread-safe. */
    public interface Records<T> {
        /** Goes to the next record; false at the end, after which the walk must not go on. */
        boolean next() throws IOException;

        /** The record that {@link #next} went to. */
        T record();
    }

    /** Gives memory and files back. Repeating it is harmless. */
    public void close() throws IOException {
        objects.clear();
        if (budget != null) {
            budget.clear();
        }
        if (pages != null) {
            pages.clear();
        }
        if (space != null) {
            space.close();
        }
    }
}
