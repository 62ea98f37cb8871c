package io.millrace.operators.join;

import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Pages;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.function.RecordKeeper;
import io.millrace.operators.join.BuildTable.Entry;
import io.millrace.operators.spill.ObjectBudget;
import io.millrace.types.key.KeyHash;
import org.jspecify.annotations.Nullable;

/**
 * One side of a join, built once and probed as often as somebody likes, for joins in loops. Not thread-safe.
 *
 * <p>Records of fixed length whose keys are whole numbers are kept as bytes ({@link PackedTable}), and made anew for each pair;
 * all others as objects. Memory: the pages of the operator.
 */
public final class KeptTable<K, B> {
    /** Takes what belongs together. */
    public interface Pairs<B, P> {
        /**
         * @param build may be given to a user function
         * @param last whether the probe record is not needed any more
         */
        void join(B build, P probe, boolean last) throws Exception;
    }

    /** Takes a record that was built. */
    public interface Records<B> {
        void take(B record) throws Exception;
    }

    private final KeySelector<B, K> keys;
    private final RecordKeeper<B> keeper;
    private final @Nullable PackedLayout<K, B> layout;
    private final @Nullable PackedTable<K, B> packed;
    private final ObjectBudget<B> budget;
    private final BuildTable<K, B> objects = new BuildTable<>();

    public KeptTable(KeySelector<B, K> keys, TypeInformation<B> type, OperatorContext context) {
        Pages pages = context.pages();
        SerializerConfig config = context.executionConfig().getSerializerConfig();
        this.keys = keys;
        this.keeper = new RecordKeeper<>(type, context);
        this.layout = PackedLayout.of(keys, type, config, pages.pageBytes() / PackedTable.RECORDS_A_PAGE_MIN);
        this.packed = layout == null ? null : new PackedTable<>(pages, layout);
        this.budget = new ObjectBudget<>(pages, pages.limit(), type.createSerializer(config), BuildTable.RECORD_BYTES);
    }

    /** Adds an input record; false if there is no room for it. */
    public boolean add(B record) throws Exception {
        if (layout != null && packed != null) {
            byte[] bytes = layout.pack(record);
            if (bytes != null) {
                return packed.add(bytes);
            }
        }
        K key = keys.getKey(record);
        if (!budget.take(record)) {
            return false;
        }
        objects.add(key, KeyHash.of(key), keeper.keep(record));
        return true;
    }

    /** All records were added. False if there is no room for what probing needs: then they can only be drained. */
    public boolean finish() {
        return packed == null || packed.finish();
    }

    /** Gives all pairs of a probe record; false if there is none. */
    public <P> boolean probe(K key, P record, Pairs<B, P> pairs) throws Exception {
        Entry<B> entry = objects.size() == 0 ? null : objects.match(key, KeyHash.of(key));
        boolean found = entry != null;
        if (layout != null && packed != null && layout.mayHave(key)) {
            found |= packed.probe(((Number) key).longValue(), record, entry == null, pairs);
        }
        for (; entry != null; entry = entry.next) {
            pairs.join(keeper.lend(entry.record), record, entry.next == null);
        }
        return found;
    }

    /** Gives all memory back, then all records, in no order, and forgets them. */
    public void drain(Records<B> to) throws Exception {
        budget.clear();
        if (packed != null) {
            packed.drain(to);
        }
        BuildTable<K, B>.Walk walk = objects.all();
        for (@Nullable Entry<B> entry = walk.next(); entry != null; entry = walk.next()) {
            to.take(entry.record);
        }
        objects.clear();
    }

    /** Forgets all records and gives the memory back. Repeating it is harmless. */
    public void clear() {
        objects.clear();
        budget.clear();
        if (packed != null) {
            packed.clear();
        }
    }
}
