package io.millrace.operators.group;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.operators.function.RecordKeeper;
import io.millrace.operators.sort.ExternalSort;
import io.millrace.operators.spill.ObjectBudget;
import io.millrace.operators.spill.SpillSpace;
import io.millrace.types.key.KeyHash;
import org.jspecify.annotations.Nullable;

/**
 * Runs a keyed streaming operator over a bounded input, one key after another, so that it needs the state of one key only.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Gather the records of each key, with their timestamps, in a hash table. When there is no room, move all to a sort by
 *       the hash of the key and the timestamp, which spills.
 *   <li>At the end of the input take the keys in turn. For each one: order its records by timestamp (stable), give them to the
 *       wrapped operator, then a last watermark and a last processing time, so that all its timers fire; then drop the
 *       key's state.
 *   <li>When all keys are done, end the wrapped operator's input.
 * </ol>
 * What the wrapped operator releases is pulled as it releases it. Watermarks of the input are not passed on.
 *
 * <p>Memory: half of the pages for the table, or all for the sort; the wrapped operator's state of one key. State between
 * checkpoints: none (bounded inputs only).
 */
public final class BatchKeyedOperator<K, IN, OUT> implements OneInputOperator<IN, OUT> {
    /** Records given to the wrapped operator per piece: each may emit a few. */
    private static final int PIECE = 64;

    /** What a record needs besides itself: its place in the list of its key and a part of the key's entry. */
    private static final int PLACE_BYTES = 40;

    // What it was told.
    private final OneInputOperator<IN, OUT> wrapped;
    private final KeyByKey keyByKey;
    private final KeySelector<IN, K> keys;
    private final TypeInformation<IN> type;

    // What it holds.
    private final HashTable<K, KeyRecords<IN>> table = new HashTable<>("the keys of a sorted batch input");

    @SuppressWarnings("NullAway.Init")
    private ObjectBudget<IN> budget;

    /** All records, once the table had no room. */
    private @Nullable ExternalSort<Stamped<IN>> sorter;

    @SuppressWarnings("NullAway.Init")
    private TypeSerializer<IN> serializer;

    @SuppressWarnings("NullAway.Init")
    private RecordKeeper<IN> keeper;

    @SuppressWarnings("NullAway.Init")
    private OneKeyContext context;

    /**
     * @param wrapped implements {@link KeyByKey}
     */
    public BatchKeyedOperator(OneInputOperator<IN, OUT> wrapped, KeySelector<IN, K> keys, TypeInformation<IN> type) {
        if (!(wrapped instanceof KeyByKey byKey)) {
            throw new IllegalArgumentException(wrapped.getClass().getName() + " cannot run key by key in batch mode:"
                    + " expected an implementation of " + KeyByKey.class.getName());
        }
        this.wrapped = wrapped;
        this.keyByKey = byKey;
        this.keys = keys;
        this.type = type;
    }

    @Override
    public void open(OperatorContext context, Output<OUT> output) throws Exception {
        this.context = new OneKeyContext(context);
        serializer = type.createSerializer(context.executionConfig().getSerializerConfig());
        budget = new ObjectBudget<>(
                context.pages(), context.pages().limit() / 2, serializer, PLACE_BYTES);
        keeper = new RecordKeeper<>(type, context);
        wrapped.open(this.context, output);
    }

    @Override
    public void process(IN record, long timestamp) throws Exception {
        K key = keys.getKey(record);
        int hash = KeyHash.of(key);
        if (sorter == null && !budget.take(record)) {
            overflow();
        }
        if (sorter != null && key != null) {
            sorter.add(new Stamped<>(hash, timestamp, keeper.keep(record)));
            return;
        }
        // Also a null key, which the table refuses.
        int place = table.find(key, hash);
        if (place >= 0) {
            table.value(place).add(keeper.keep(record), timestamp);
        } else {
            KeyRecords<IN> ofKey = new KeyRecords<>();
            ofKey.add(keeper.keep(record), timestamp);
            table.insert(~place, key, hash, ofKey);
        }
    }

    /** Moves all records from the table to the sort. */
    private void overflow() throws Exception {
        budget.clear();
        ExternalSort<Stamped<IN>> sort = new ExternalSort<>(
                SpillSpace.of("the sorted input of a keyed batch operator", context),
                new Stamped.Order<>(),
                new Stamped.Serializer<>(serializer));
        sorter = sort;
        for (int place = table.nextPlace(0); place >= 0; place = table.nextPlace(place + 1)) {
            int hash = KeyHash.of(table.key(place));
            KeyRecords<IN> ofKey = table.value(place);
            for (int i = 0; i < ofKey.size(); i++) {
                sort.add(new Stamped<>(hash, ofKey.timestamp(i), ofKey.take(i)));
            }
        }
        table.clear();
    }

    @Override
    public Emission<OUT> endInput() throws Exception {
        return new KeyAfterKey(sorter == null ? new KeysInTurn.InTable<>(table) : new KeysInTurn.Sorted<>(sorter.sorted(), keys::getKey));
    }

    @Override
    public void told(byte[] message) throws Exception {
        wrapped.told(message);
    }

    @Override
    public void close() throws Exception {
        try {
            wrapped.close();
        } finally {
            if (sorter != null) {
                sorter.close();
            }
        }
    }

    /** What is next for the key at hand, or for the whole. */
    private enum Phase {
        NEXT_KEY,
        RECORDS,
        WATERMARK,
        TIME,
        END,
        LAST
    }

    private final class KeyAfterKey implements Emission<OUT> {
        private final KeysInTurn<K, IN> input;
        private Phase phase = Phase.NEXT_KEY;
        private boolean hasKey;
        private Emission<OUT> released = Emission.none();

        KeyAfterKey(KeysInTurn<K, IN> input) {
            this.input = input;
        }

        @Override
        public boolean next(Output<OUT> output) throws Exception {
            if (released != Emission.<OUT>none()) {
                if (!released.next(output)) {
                    released = Emission.none();
                }
                return true;
            }
            switch (phase) {
                case NEXT_KEY -> nextKey();
                case RECORDS -> records();
                case WATERMARK -> release(wrapped.onWatermark(Long.MAX_VALUE), Phase.TIME);
                case TIME -> release(wrapped.onTime(Long.MAX_VALUE), Phase.NEXT_KEY);
                case END -> release(wrapped.endInput(), Phase.LAST);
                case LAST -> {
                    return false;
                }
            }
            return true;
        }

        private void release(Emission<OUT> emission, Phase after) {
            released = emission;
            phase = after;
        }

        private void nextKey() throws Exception {
            if (hasKey) {
                context.dropKey(input.key());
            }
            hasKey = input.nextKey();
            if (!hasKey) {
                phase = Phase.END;
                return;
            }
            keyByKey.keyStarted();
            phase = Phase.RECORDS;
        }

        private void records() throws Exception {
            for (int i = 0; i < PIECE; i++) {
                if (!input.next()) {
                    phase = Phase.WATERMARK;
                    return;
                }
                wrapped.process(input.record(), input.timestamp());
            }
        }
    }
}
