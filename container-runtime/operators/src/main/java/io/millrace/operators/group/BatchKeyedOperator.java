package io.millrace.operators.group;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.Pages;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.function.RecordKeeper;
import io.millrace.types.key.KeyHash;

/**
 * Runs a keyed streaming operator over a bounded input, one key after another, so that it needs the state of one key only.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Gather the records of each key, with their timestamps, in a hash table.
 *   <li>At the end of the input take the keys in turn. For each one: order its records by timestamp (stable), give them to the
 *       wrapped operator, then a last watermark and a last processing time, so that all its timers fire; then drop the
 *       key's state.
 *   <li>When all keys are done, end the wrapped operator's input.
 * </ol>
 * What the wrapped operator releases is pulled as it releases it. Watermarks of the input are not passed on.
 *
 * <p>Memory: all records of the input, counted against the pages; the wrapped operator's state of one key. State between
 * checkpoints: none (bounded inputs only).
 */
public final class BatchKeyedOperator<K, IN, OUT> implements OneInputOperator<IN, OUT> {
    /** Records given to the wrapped operator per piece: each may emit a few. */
    private static final int PIECE = 64;

    /** What a kept record is taken to need, with its place in the list of its key. */
    private static final int RECORD_BYTES = 64;

    // What it was told.
    private final OneInputOperator<IN, OUT> wrapped;
    private final KeyByKey keyByKey;
    private final KeySelector<IN, K> keys;
    private final TypeInformation<IN> type;

    // What it knows: how many more records fit in what was reserved.
    private long records;
    private int room;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private Pages pages;

    @SuppressWarnings("NullAway.Init")
    private HashTable<K, KeyRecords<IN>> table;

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
        pages = context.pages();
        table = new HashTable<>("the keys of a sorted batch input", pages);
        keeper = new RecordKeeper<>(type, context);
        wrapped.open(this.context, output);
    }

    @Override
    public void process(IN record, long timestamp) throws Exception {
        if (room == 0) {
            reserve();
        }
        room--;
        records++;
        K key = keys.getKey(record);
        int hash = KeyHash.of(key);
        int place = table.find(key, hash);
        if (place >= 0) {
            table.value(place).add(keeper.keep(record), timestamp);
        } else {
            KeyRecords<IN> ofKey = new KeyRecords<>();
            ofKey.add(keeper.keep(record), timestamp);
            table.insert(~place, key, hash, ofKey);
        }
    }

    private void reserve() {
        if (!pages.reserve(1)) {
            throw pages.exhausted("the sorted input of a keyed batch operator", records);
        }
        room = Math.max(1, pages.pageBytes() / RECORD_BYTES);
    }

    @Override
    public Emission<OUT> endInput() {
        return new KeyAfterKey();
    }

    @Override
    public void told(byte[] message) throws Exception {
        wrapped.told(message);
    }

    @Override
    public void close() throws Exception {
        wrapped.close();
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
        private Phase phase = Phase.NEXT_KEY;
        private int place = -1;
        private int record;
        private Emission<OUT> released = Emission.none();

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

        private void nextKey() {
            if (place >= 0) {
                context.dropKey(table.key(place));
            }
            place = table.nextPlace(place + 1);
            if (place < 0) {
                table.clear();
                phase = Phase.END;
                return;
            }
            table.value(place).sort();
            record = 0;
            keyByKey.keyStarted();
            phase = Phase.RECORDS;
        }

        private void records() throws Exception {
            KeyRecords<IN> ofKey = table.value(place);
            int end = Math.min(ofKey.size(), record + PIECE);
            for (; record < end; record++) {
                wrapped.process(ofKey.take(record), ofKey.timestamp(record));
            }
            if (record == ofKey.size()) {
                phase = Phase.WATERMARK;
            }
        }
    }
}
