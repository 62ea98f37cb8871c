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
import io.millrace.operators.spill.SpillSpace;
import io.millrace.types.key.KeyHash;

/**
 * Reduces the records of each key to one, by hash; emits at the end of the input.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Look the record's key up in a hash table.
 *   <li>If it is new, keep the record; else reduce the kept one and the record, and keep the result.
 *   <li>At the end of the input emit what was kept, some hundred records a piece, in no particular order; then do the same with
 *       the records that the table could not take.
 * </ol>
 * Memory: that of {@link SpillingTable}. State between checkpoints: none (bounded inputs only).
 */
public final class ReduceOperator<T, K> implements OneInputOperator<T, T> {
    private static final int PIECE = 256;

    // What it was told.
    private final ReduceFunction<T> function;
    private final KeySelector<T, K> keys;
    private final TypeInformation<T> type;
    private final Configuration parameters;

    // What it knows: the latest timestamp, which all results get.
    private long latest = Output.NO_TIMESTAMP;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private SpillingTable<T, K, T> table;

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
        String name = "the hash table of a grouped reduce";
        table = new SpillingTable<>(
                name,
                SpillSpace.of(name, context),
                type.createSerializer(context.executionConfig().getSerializerConfig()));
        keeper = new RecordKeeper<>(type, context);
        RichFunctions.open(function, new OperatorRuntimeContext(context), parameters);
    }

    @Override
    public void process(T record, long timestamp) throws Exception {
        latest = Math.max(latest, timestamp);
        reduce(record);
    }

    private void reduce(T record) throws Exception {
        K key = keys.getKey(record);
        int hash = KeyHash.of(key);
        int place = table.find(key, hash);
        if (place >= 0) {
            T kept = table.value(place);
            T result = function.reduce(kept, record);
            if (result != kept) {
                table.set(place, keeper.replace(kept, record, result));
            }
        } else if (!table.admits(record)) {
            table.setAside(hash, record);
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
        return new PartAfterPart();
    }

    @Override
    public void close() throws Exception {
        try {
            RichFunctions.close(function);
        } finally {
            if (table != null) {
                table.close();
            }
        }
    }

    /** Emits what is in the table, and fills it from the next part. */
    private final class PartAfterPart implements Emission<T> {
        private int place = table.nextPlace(0);
        private boolean filling;

        @Override
        public boolean next(Output<T> output) throws Exception {
            if (filling) {
                fill();
                return true;
            }
            for (int i = 0; i < PIECE && place >= 0; i++) {
                output.collect(table.value(place), latest);
                place = table.nextPlace(place + 1);
            }
            if (place < 0) {
                filling = table.nextPart();
                return filling;
            }
            return true;
        }

        private void fill() throws Exception {
            for (int i = 0; i < PIECE; i++) {
                if (!table.read()) {
                    filling = false;
                    place = table.nextPlace(0);
                    return;
                }
                reduce(table.record());
            }
        }
    }
}
