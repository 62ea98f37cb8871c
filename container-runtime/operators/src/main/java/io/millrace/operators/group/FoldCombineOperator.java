package io.millrace.operators.group;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.function.Resizable;

/**
 * Folds tuples of equal keys before they are sent over an exchange, as far as a table reaches: {@link CombineOperator} for tuples
 * of numbers.
 *
 * <p>A new key that finds the table full pushes an older one out, which is emitted; so a key may be emitted several times. What
 * is not as its type says is passed on as it is. Memory: at most {@link #TABLE_BYTES_MAX}, less if there are few pages.
 */
public final class FoldCombineOperator<T> implements OneInputOperator<T, T>, Resizable {
    /** Beyond this most look-ups would go to main memory, as those behind the exchange do. */
    private static final long TABLE_BYTES_MAX = 32L << 20;

    private static final int PIECE = 256;

    private final FoldLayout<T> layout;
    private final TypeInformation<T> type;
    private final FoldBatch<T> batch;
    private long latest = Output.NO_TIMESTAMP;
    private int placesAtFirst = FoldTable.PLACES_AT_FIRST;

    @SuppressWarnings("NullAway.Init")
    private Output<T> output;

    @SuppressWarnings("NullAway.Init")
    private FoldTable table;

    @SuppressWarnings("NullAway.Init")
    private SeldomCopy<T> copies;

    FoldCombineOperator(FoldLayout<T> layout, TypeInformation<T> type) {
        this.layout = layout;
        this.type = type;
        this.batch = new FoldBatch<>(layout);
    }

    @Override
    public void open(OperatorContext context, Output<T> to) {
        copies = new SeldomCopy<>(type, context);
        output = to;
        table = new FoldTable(context.pages(), layout.length(), TABLE_BYTES_MAX, placesAtFirst);
    }

    @Override
    public int size() {
        return table == null ? FoldTable.PLACES_AT_FIRST : table.placesWanted();
    }

    @Override
    public void startAt(int size) {
        placesAtFirst = size;
    }

    @Override
    public boolean emitsNew(TypeInformation<?> outputType) {
        return true;
    }

    @Override
    public void process(T record, long timestamp) {
        latest = Math.max(latest, timestamp);
        if (!batch.add(record)) {
            output.collect(copies.of(record), timestamp);
        } else if (batch.isFull()) {
            fold();
        }
    }

    private void fold() {
        long[] tuples = batch.longs();
        int end = batch.end();
        batch.clear();
        table.approach(tuples, end);
        for (int i = 0; i < end; i += layout.length()) {
            int at = table.find(tuples[i]);
            if (at >= 0) {
                layout.fold(table.longs(), at, tuples, i);
            } else if (table.admits(tuples[i])) {
                table.insert(tuples, i);
            } else {
                insertByForce(tuples, i);
            }
        }
    }

    private void insertByForce(long[] tuples, int i) {
        int older = table.firstInTheWay(tuples[i]);
        if (older < 0) {
            output.collect(layout.write(tuples, i), latest);
        } else {
            T pushedOut = layout.write(table.longs(), older);
            table.replace(tuples, i);
            output.collect(pushedOut, latest);
        }
    }

    @Override
    public Emission<T> endInput() {
        return new Rest();
    }

    @Override
    public void close() {
        if (table != null) {
            table.release();
        }
    }

    private final class Rest implements Emission<T> {
        private int at;
        private boolean folded;

        @Override
        public boolean next(Output<T> to) {
            if (!folded) {
                folded = true;
                fold();
                at = table.next(0);
            }
            for (int i = 0; i < PIECE && at >= 0; i++) {
                to.collect(layout.write(table.longs(), at), latest);
                at = table.next(at + 1);
            }
            return at >= 0;
        }
    }
}
