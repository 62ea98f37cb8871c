package io.millrace.operators.join;

import io.millrace.dataflow.contract.Pages;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.operators.join.BuildTable.Entry;
import io.millrace.operators.spill.ObjectBudget;
import io.millrace.operators.spill.Partitioning;
import io.millrace.operators.spill.RecordCodec;
import io.millrace.operators.spill.RecordFile;
import io.millrace.operators.spill.SpillSpace;
import io.millrace.types.key.KeyHash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The build side of a join: one table while all fits; then partitions by hash, of which some are cold: they are in files. Not
 * thread-safe.
 */
final class BuildSide<K, B> {
    private final SpillSpace space;
    private final KeySelector<B, K> keys;
    private final RecordCodec<B> codec;
    private final ObjectBudget<B> budget;
    private final int partitions;

    // All in one table, or, once there was no room, a table or a file each partition.
    private final List<BuildTable<K, B>> tables = new ArrayList<>();
    private final List<@Nullable RecordFile<B>> cold = new ArrayList<>();
    private Partitioning partitioning;
    private boolean split;

    /** @param pagesOfOthers pages of the operator that the join needs for other things than tables and cold partitions */
    BuildSide(
            SpillSpace space,
            KeySelector<B, K> keys,
            TypeSerializer<B> serializer,
            int pagesMax,
            int partitions,
            int pagesOfOthers) {
        Pages pages = space.pages();
        this.space = space;
        this.keys = keys;
        this.codec = new RecordCodec<>(serializer);
        this.partitions = partitions;
        this.budget = new ObjectBudget<>(
                pages, pagesMax - partitions - pagesOfOthers, serializer, BuildTable.RECORD_BYTES);
        this.partitioning = new Partitioning(0, partitions);
        clear(0);
    }

    /** Forgets what is in memory; cold partitions are not this side's any more. */
    void clear(int level) {
        tables.clear();
        tables.add(new BuildTable<>());
        cold.clear();
        budget.clear();
        partitioning = new Partitioning(level, partitions);
        split = false;
    }

    /** Adds a record to its table, or to the file of its partition; makes partitions cold until there is room. */
    void add(B record) throws Exception {
        K key = keys.getKey(record);
        int hash = KeyHash.of(key);
        while (true) {
            RecordFile<B> file = split ? cold.get(partitioning.of(hash)) : null;
            if (file != null) {
                file.add(record);
                return;
            }
            if (budget.take(record)) {
                tableOf(hash).add(key, hash, record);
                return;
            }
            if (!split) {
                split();
            }
            int largest = largestInMemory();
            chill(largest < 0 ? partitioning.of(hash) : largest);
        }
    }

    /** Adds a record if there is room for it, or if it is the first: without partitions. */
    boolean addToBlock(B record) throws Exception {
        BuildTable<K, B> block = tables.get(0);
        if (!budget.take(record) && block.size() > 0) {
            return false;
        }
        K key = keys.getKey(record);
        block.add(key, KeyHash.of(key), record);
        return true;
    }

    private BuildTable<K, B> tableOf(int hash) {
        return tables.get(split ? partitioning.of(hash) : 0);
    }

    private void split() {
        BuildTable<K, B> whole = tables.get(0);
        tables.clear();
        for (int i = 0; i < partitions; i++) {
            tables.add(new BuildTable<>());
            cold.add(null);
        }
        split = true;
        BuildTable<K, B>.Walk walk = whole.all();
        for (Entry<B> entry = walk.next(); entry != null; entry = walk.next()) {
            int hash = KeyHash.of(walk.key());
            tableOf(hash).add(walk.key(), hash, entry.record);
        }
    }

    /** The partition that has most records in memory, or -1 if none has any. */
    private int largestInMemory() {
        int largest = -1;
        for (int i = 0; i < tables.size(); i++) {
            long size = tables.get(i).size();
            if (size > 0 && (largest < 0 || size > tables.get(largest).size())) {
                largest = i;
            }
        }
        return largest;
    }

    private void chill(int partition) throws IOException {
        RecordFile<B> file = new RecordFile<>(space, "join-build", codec);
        cold.set(partition, file);
        BuildTable<K, B> table = tables.get(partition);
        long all = 0;
        for (BuildTable<K, B> each : tables) {
            all += each.size();
        }
        budget.free(all == 0 ? 0 : (long) ((double) budget.usedBytes() * table.size() / all));
        BuildTable<K, B>.Walk walk = table.all();
        for (Entry<B> entry = walk.next(); entry != null; entry = walk.next()) {
            file.add(entry.record);
        }
        table.clear();
    }

    /** All records were added. */
    void finish() throws IOException {
        for (RecordFile<B> file : cold) {
            if (file != null) {
                file.finish();
            }
        }
    }

    /** The cold partition that a key belongs to; -1 if its records are in memory. */
    int coldPartition(int hash) {
        if (!split) {
            return -1;
        }
        int partition = partitioning.of(hash);
        return cold.get(partition) == null ? -1 : partition;
    }

    /** The records of cold partitions, null for the others; empty if there are no partitions. */
    List<@Nullable RecordFile<B>> cold() {
        return cold;
    }

    /** The chain of records in memory with this key, or null; remembers that it was asked for. */
    @Nullable
    Entry<B> match(K key, int hash) {
        return tableOf(hash).match(key, hash);
    }

    /** How many records are in memory and in files. */
    long size() {
        long size = 0;
        for (BuildTable<K, B> table : tables) {
            size += table.size();
        }
        for (RecordFile<B> file : cold) {
            size += file == null ? 0 : file.count();
        }
        return size;
    }

    /** Walks over the records in memory whose keys were never asked for. */
    Unmatched unmatched() {
        return new Unmatched();
    }

    final class Unmatched {
        private int table;
        private BuildTable<K, B>.Walk walk = tables.get(0).unmatched();

        /** The next one, or null at the end. */
        @Nullable
        Entry<B> next() {
            Entry<B> entry = walk.next();
            while (entry == null && ++table < tables.size()) {
                walk = tables.get(table).unmatched();
                entry = walk.next();
            }
            return entry;
        }
    }
}
