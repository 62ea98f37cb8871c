package io.millrace.operators.group;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.function.RecordKeeper;
import io.millrace.operators.spill.SpillSpace;
import io.millrace.types.key.KeyHash;

/**
 * Lets pass the first record of each key: at once while the table of keys has room, those of other keys at the end.
 *
 * <p>Memory: that of {@link SpillingTable}. State between checkpoints: none (bounded inputs only).
 */
public final class DistinctOperator<T, K> implements OneInputOperator<T, T> {
    private static final int PIECE = 256;

    // What it was told.
    private final KeySelector<T, K> keys;
    private final TypeInformation<T> type;

    // What it knows: the latest timestamp of a record that was set aside, which all of them get.
    private long latest = Output.NO_TIMESTAMP;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private Output<T> output;

    @SuppressWarnings("NullAway.Init")
    private SpillingTable<T, K, Boolean> seen;

    @SuppressWarnings("NullAway.Init")
    private RecordKeeper<T> keeper;

    public DistinctOperator(KeySelector<T, K> keys, TypeInformation<T> type) {
        this.keys = keys;
        this.type = type;
    }

    @Override
    public void open(OperatorContext context, Output<T> output) {
        this.output = output;
        String name = "the hash table of a distinct";
        seen = new SpillingTable<>(
                name,
                SpillSpace.of(name, context),
                type.createSerializer(context.executionConfig().getSerializerConfig()));
        keeper = new RecordKeeper<>(type, context);
    }

    @Override
    public void process(T record, long timestamp) throws Exception {
        K key = keys.getKey(record);
        int hash = KeyHash.of(key);
        int place = seen.find(key, hash);
        if (place >= 0) {
            return;
        }
        if (seen.admits(record)) {
            seen.insert(~place, kept(key, record), hash, Boolean.TRUE);
            output.collect(record, timestamp);
        } else {
            latest = Math.max(latest, timestamp);
            seen.setAside(hash, record);
        }
    }

    // The record goes on and may be changed; a key that is the record itself must not change with it.
    @SuppressWarnings("unchecked")
    private K kept(K key, T record) {
        return key == record ? (K) keeper.copy(record) : key;
    }

    @Override
    public Emission<T> endInput() throws Exception {
        return seen.nextPart() ? this::nextPiece : Emission.none();
    }

    private boolean nextPiece(Output<T> unusedOutput) throws Exception {
        for (int i = 0; i < PIECE; i++) {
            if (!seen.read()) {
                return seen.nextPart();
            }
            process(seen.record(), latest);
        }
        return true;
    }

    @Override
    public void close() throws Exception {
        if (seen != null) {
            seen.close();
        }
    }
}
