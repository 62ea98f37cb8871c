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
import org.jspecify.annotations.Nullable;

/**
 * Reduces records of equal keys before they are sent over an exchange, as far as a small table reaches.
 *
 * <h2>Algorithm</h2>
 * As {@link ReduceOperator}, but in a {@link CombineTable}: a new key that finds no place pushes an older one out, which is
 * emitted. So a key may be emitted several times, and {@code process} emits at most one record.
 *
 * <p>Memory: bounded by the table. State between checkpoints: none (bounded inputs only).
 */
public final class CombineOperator<T, K> implements OneInputOperator<T, T> {
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
    private Output<T> output;

    @SuppressWarnings("NullAway.Init")
    private CombineTable<K, T> table;

    @SuppressWarnings("NullAway.Init")
    private RecordKeeper<T> keeper;

    public CombineOperator(
            ReduceFunction<T> function, KeySelector<T, K> keys, TypeInformation<T> type, Configuration parameters) {
        this.function = function;
        this.keys = keys;
        this.type = type;
        this.parameters = parameters;
    }

    @Override
    public void open(OperatorContext context, Output<T> output) throws Exception {
        this.output = output;
        table = new CombineTable<>(context.pages());
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
        @Nullable T pushedOut = table.insert(place, keptKey, hash, keeper.keep(record));
        if (pushedOut != null) {
            output.collect(pushedOut, latest);
        }
    }

    @Override
    public Emission<T> endInput() {
        return new Rest();
    }

    @Override
    public void close() throws Exception {
        RichFunctions.close(function);
    }

    private final class Rest implements Emission<T> {
        private int place = table.nextPlace(0);

        @Override
        public boolean next(Output<T> to) {
            for (int i = 0; i < PIECE && place >= 0; i++) {
                to.collect(table.value(place), latest);
                place = table.nextPlace(place + 1);
            }
            return place >= 0;
        }
    }
}
