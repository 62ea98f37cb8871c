package io.millrace.operators.group;

import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.function.RecordKeeper;
import io.millrace.types.key.KeyHash;

/**
 * Lets pass the first record of each key, at once.
 *
 * <p>Memory: one key per distinct key ({@link HashTable}). State between checkpoints: none (bounded inputs only).
 */
public final class DistinctOperator<T, K> implements OneInputOperator<T, T> {
    // What it was told.
    private final KeySelector<T, K> keys;
    private final TypeInformation<T> type;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private Output<T> output;

    @SuppressWarnings("NullAway.Init")
    private HashTable<K, Boolean> seen;

    @SuppressWarnings("NullAway.Init")
    private RecordKeeper<T> keeper;

    public DistinctOperator(KeySelector<T, K> keys, TypeInformation<T> type) {
        this.keys = keys;
        this.type = type;
    }

    @Override
    public void open(OperatorContext context, Output<T> output) {
        this.output = output;
        seen = new HashTable<>("the hash table of a distinct", context.pages());
        keeper = new RecordKeeper<>(type, context);
    }

    @Override
    public void process(T record, long timestamp) throws Exception {
        K key = keys.getKey(record);
        int hash = KeyHash.of(key);
        int place = seen.find(key, hash);
        if (place < 0) {
            seen.insert(~place, kept(key, record), hash, Boolean.TRUE);
            output.collect(record, timestamp);
        }
    }

    // The record goes on and may be changed; a key that is the record itself must not change with it.
    @SuppressWarnings("unchecked")
    private K kept(K key, T record) {
        return key == record ? (K) keeper.copy(record) : key;
    }
}
