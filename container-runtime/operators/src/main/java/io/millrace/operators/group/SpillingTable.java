package io.millrace.operators.group;

import io.millrace.dataflow.contract.Pages;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.operators.spill.ObjectBudget;
import io.millrace.operators.spill.Partitioning;
import io.millrace.operators.spill.RecordCodec;
import io.millrace.operators.spill.RecordFile;
import io.millrace.operators.spill.SpillSpace;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A hash table of all keys of an input, a part of them at a time. Not thread-safe.
 *
 * <h2>Algorithm</h2>
 * Hybrid hashing, in which the first keys stay in memory:
 * <ol>
 *   <li>A key that is in the table is dealt with there; a new one is put in while there is room.
 *   <li>When there is none, the table takes no more keys. Records of other keys are set aside in files, by partitions of
 *       their hashes. So all records of a key are either dealt with in the table or in one file, in the order of arrival.
 *   <li>When the input has ended and the table was read, {@link #nextPart} empties it and goes to the next file, whose records
 *       are dealt with in the same way, set aside again by another hash function if need be.
 * </ol>
 * Memory: its pages, at least {@link #PAGES_MIN}; one key always fits, so that each part gets further.
 *
 * <p>Use, for each record of the input, and then for each of each part: {@code find}; {@code ~result} if it is negative: if
 * {@code admits}, then {@code insert}, else {@code setAside}.
 */
final class SpillingTable<T, K, V> {
    /** One to read a part, two to set records aside, one for the table. */
    static final int PAGES_MIN = 4;

    private final SpillSpace space;
    private final RecordCodec<T> codec;
    private final ObjectBudget<T> budget;
    private final HashTable<K, V> table;
    private final int partitions;

    /** Files of records that wait, and the level at which they are set aside again. */
    private record Part<T>(RecordFile<T> records, int level) {}

    private final ArrayDeque<Part<T>> parts = new ArrayDeque<>();
    private @Nullable RecordFile<T>[] aside;
    private Partitioning partitioning;
    private int level;
    private boolean full;
    private @Nullable RecordFile<T> part;

    /** @param name of the table, for errors */
    SpillingTable(String name, SpillSpace space, TypeSerializer<T> serializer) {
        Pages pages = space.pages();
        int pagesMax = Math.max(PAGES_MIN, pages.limit());
        this.space = space;
        this.codec = new RecordCodec<>(serializer);
        this.partitions = Partitioning.partitions(pagesMax);
        this.budget = new ObjectBudget<>(pages, pagesMax - partitions - 1, serializer, HashTable.ENTRY_BYTES);
        this.table = new HashTable<>(name);
        this.partitioning = new Partitioning(0, partitions);
        this.aside = files();
    }

    @SuppressWarnings("unchecked")
    private @Nullable RecordFile<T>[] files() {
        return new RecordFile[partitions];
    }

    int find(K key, int hash) {
        return table.find(key, hash);
    }

    V value(int place) {
        return table.value(place);
    }

    void set(int place, V value) {
        table.set(place, value);
    }

    /** Whether a new key, that of this record, may be inserted. */
    boolean admits(T record) {
        if (full) {
            return false;
        }
        full = !budget.take(record) && table.size() > 0;
        return !full;
    }

    void insert(int place, K key, int hash, V value) {
        table.insert(place, key, hash, value);
    }

    /** Puts a record off to a later part. */
    void setAside(int hash, T record) throws IOException {
        int partition = partitioning.of(hash);
        RecordFile<T> file = aside[partition];
        if (file == null) {
            file = new RecordFile<>(space, "set-aside", codec);
            aside[partition] = file;
        }
        file.add(record);
    }

    /** The first place at or after {@code from} that has an entry, or -1. */
    int nextPlace(int from) {
        return table.nextPlace(from);
    }

    /** Empties the table and goes to the next part: its records are read by {@link #read}. False if there is none. */
    boolean nextPart() throws IOException {
        table.clear();
        budget.clear();
        full = false;
        for (RecordFile<T> file : aside) {
            if (file != null) {
                file.finish();
                // The latest first, so that few files wait.
                parts.push(new Part<>(file, level + 1));
            }
        }
        Arrays.fill(aside, null);
        Part<T> next = parts.poll();
        if (next == null) {
            return false;
        }
        level = next.level;
        partitioning = new Partitioning(level, partitions);
        part = next.records;
        part.rewind();
        return true;
    }

    /** Goes to the next record of the part; false at its end. */
    boolean read() throws IOException {
        RecordFile<T> reading = part;
        if (reading == null) {
            return false;
        }
        if (reading.next()) {
            return true;
        }
        reading.delete();
        part = null;
        return false;
    }

    /** The record that {@link #read} went to. */
    T record() {
        if (part == null) {
            throw new IllegalStateException("no part is being read");
        }
        return part.record();
    }

    /** Gives memory and files back. */
    void close() throws IOException {
        table.clear();
        budget.clear();
        parts.clear();
        space.close();
    }
}
