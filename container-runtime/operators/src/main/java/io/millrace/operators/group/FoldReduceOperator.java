package io.millrace.operators.group;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.function.Resizable;
import org.jspecify.annotations.Nullable;

/**
 * Folds the tuples of each key to one: {@link ReduceOperator} for tuples of numbers.
 *
 * <p>When memory is short, or a tuple comes that is not as its type says, all that was folded so far goes to a {@link
 * ReduceOperator}, which takes all that follows. State between checkpoints: none (bounded inputs only).
 */
public final class FoldReduceOperator<T> implements OneInputOperator<T, T>, Resizable {
    private static final int PIECE = 256;

    private final FoldLayout<T> layout;
    private final ReduceOperator<T, ?> objects;
    private final FoldBatch<T> batch;
    private long latest = Output.NO_TIMESTAMP;
    private int placesAtFirst = FoldTable.PLACES_AT_FIRST;
    private boolean byObjects;

    @SuppressWarnings("NullAway.Init")
    private OperatorContext context;

    @SuppressWarnings("NullAway.Init")
    private Output<T> output;

    private @Nullable FoldTable table;

    /** @param objects does the same with whatever comes; not open */
    FoldReduceOperator(FoldLayout<T> layout, ReduceOperator<T, ?> objects) {
        this.layout = layout;
        this.objects = objects;
        this.batch = new FoldBatch<>(layout);
    }

    @Override
    public void open(OperatorContext ownContext, Output<T> to) {
        context = ownContext;
        output = to;
        table = new FoldTable(context.pages(), layout.length(), Long.MAX_VALUE, placesAtFirst);
    }

    @Override
    public void process(T record, long timestamp) throws Exception {
        latest = Math.max(latest, timestamp);
        if (table == null) {
            objects.process(record, latest);
        } else if (!batch.add(record)) {
            fold();
            giveUp();
            objects.process(record, latest);
        } else if (batch.isFull()) {
            fold();
        }
    }

    private void fold() throws Exception {
        long[] tuples = batch.longs();
        int end = batch.end();
        batch.clear();
        FoldTable folding = table;
        if (folding != null) {
            folding.approach(tuples, end);
        }
        for (int i = 0; i < end; i += layout.length()) {
            int at = folding == null ? -1 : folding.find(tuples[i]);
            if (folding == null) {
                objects.process(layout.write(tuples, i), latest);
            } else if (at >= 0) {
                layout.fold(folding.longs(), at, tuples, i);
            } else if (folding.admits(tuples[i])) {
                folding.insert(tuples, i);
            } else {
                giveUp();
                folding = null;
                objects.process(layout.write(tuples, i), latest);
            }
        }
    }

    private void giveUp() throws Exception {
        FoldTable folded = table;
        if (folded != null) {
            table = null;
            // The other operator counts its own; the array lives on until it is read.
            folded.release();
            byObjects = true;
            objects.open(context, output);
            for (int at = folded.next(0); at >= 0; at = folded.next(at + 1)) {
                objects.process(layout.write(folded.longs(), at), latest);
            }
        }
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
    public Emission<T> endInput() throws Exception {
        fold();
        FoldTable folded = table;
        return folded == null ? objects.endInput() : new Folded(folded);
    }

    @Override
    public void close() throws Exception {
        if (table != null) {
            table.release();
            table = null;
        }
        if (byObjects) {
            objects.close();
        }
    }

    private final class Folded implements Emission<T> {
        private final FoldTable folded;
        private int at;

        Folded(FoldTable folded) {
            this.folded = folded;
            this.at = folded.next(0);
        }

        @Override
        public boolean next(Output<T> to) {
            for (int i = 0; i < PIECE && at >= 0; i++) {
                to.collect(layout.write(folded.longs(), at), latest);
                at = folded.next(at + 1);
            }
            return at >= 0;
        }
    }
}
