package io.millrace.operators.join;

import io.millrace.operators.join.BuildTable.Entry;
import io.millrace.types.key.KeyHash;
import org.jspecify.annotations.Nullable;

/**
 * One side of a join, built once and probed as often as somebody likes, for joins in loops. Not thread-safe.
 *
 * <p>Memory: {@link #RECORD_BYTES} per record, without the record itself. Who uses the table counts them.
 */
public final class KeptTable<K, B> {
    public static final int RECORD_BYTES = BuildTable.RECORD_BYTES;

    /** Takes what belongs together. */
    public interface Pairs<B, P> {
        /** @param last whether the probe record is not needed any more */
        void join(B build, P probe, boolean last) throws Exception;
    }

    /** Takes a record that was built. */
    public interface Records<B> {
        void take(B record) throws Exception;
    }

    private final BuildTable<K, B> table = new BuildTable<>();

    public void add(K key, B record) {
        table.add(key, KeyHash.of(key), record);
    }

    /** Gives all pairs of a probe record; false if there is none. */
    public <P> boolean probe(K key, P record, Pairs<B, P> pairs) throws Exception {
        Entry<B> first = table.match(key, KeyHash.of(key));
        for (Entry<B> entry = first; entry != null; entry = entry.next) {
            pairs.join(entry.record, record, entry.next == null);
        }
        return first != null;
    }

    /** Gives all records, in no order, and forgets them. */
    public void drain(Records<B> to) throws Exception {
        BuildTable<K, B>.Walk walk = table.all();
        for (@Nullable Entry<B> entry = walk.next(); entry != null; entry = walk.next()) {
            to.take(entry.record);
        }
        table.clear();
    }

    public void clear() {
        table.clear();
    }
}
