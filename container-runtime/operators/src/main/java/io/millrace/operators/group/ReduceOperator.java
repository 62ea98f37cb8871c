package io.millrace.operators.group;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.RecordKeeper;
import io.millrace.operators.function.RichFunctions;
import io.millrace.types.key.KeyHash;

/**
 * Reduces the records of each key to one, by hash; emits at the end of the input.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Look the record's key up in a hash table.
 *   <li>If it is new, keep the record; else reduce the kept one and the record, and keep the result.
 *   <li>At the end of the input emit what was kept, some hundred records a piece, in no particular order.
 * </ol>
 * Memory: one record per key ({@link HashTable}). State between checkpoints: none (bounded inputs only).
 */
public final class ReduceOperator<T, K> implements OneInputOperator<T, T> {
    // What it was told.
    private final ReduceFunction<T> function;
    private final KeySelector<T, K> keys;
    private final TypeInformation<T> type;
    private final Configuration parameters;

    // What it knows: the latest timestamp, which all results get.
    private long latest = Output.NO_TIMESTAMP;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private HashTable<K, T> table;

    @SuppressWarnings("NullAway.Init")
    private RecordKeeper<T> keeper;

    public ReduceOperator(
            ReduceFunction<T> function, KeySelector<T, K> keys, TypeInformation<T> type, Configuration parameters) {
        this.function = function;
        this.keys = keys;
        this.type = type;
        this.parameters = parameters;
    }

    @Override
    public void open(OperatorContext context, Output<T> output) throws Exception {
        table = new HashTable<>("the hash table of a grouped reduce", context.pages());
        keeper = new RecordKeeper<>(type, context);
        RichFunctions.open(function, new OperatorRuntimeContext(context), parameters);
    }

    @Override
    public void process(T record, long timestamp) throws Exception {
        latest = Math.max(latest, timestamp);
        K key = keys.getKey(record);
        int hash = KeyHash.of(key);
        int place = table.find(key, hash);
        if (place >= 0) {
            T kept = table.value(place);
            T result = function.reduce(kept, record);
            if (result != kept) {
                table.set(place, keeper.replace(kept, record, result));
            }
        } else {
            insert(~place, key, hash, record);
        }
    }

    // A record that is its own key is needed twice: reducing may change the one that is kept as value.
    @SuppressWarnings("unchecked")
    private void insert(int place, K key, int hash, T record) {
        K keptKey = key == record ? (K) keeper.copy(record) : key;
        table.insert(place, keptKey, hash, keeper.keep(record));
    }

    @Override
    public Emission<T> endInput() {
        return new TableEmission<>(table, latest);
    }

    @Override
    public void close() throws Exception {
        RichFunctions.close(function);
    }
}
