package io.millrace.operators.group;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.types.TypeInformation;

/**
 * Folds tuples of equal keys before they are sent over an exchange, as far as a table reaches: {@link CombineOperator} for tuples
 * of numbers with a key that is none, such as a text. What is folded lies beside the keys, so that no object is made or read
 * but the key.
 *
 * <p>A new key that finds the table full pushes an older one out, which is emitted; so a key may be emitted several times. What
 * is not as its type says is passed on as it is. Memory: at most {@link #TABLE_BYTES_MAX}, less if there are few pages.
 */
public final class ObjectFoldCombineOperator<T> implements OneInputOperator<T, T> {
    /** Beyond this most look-ups would go to main memory, as those behind the exchange do. */
    private static final long TABLE_BYTES_MAX = 32L << 20;

    private static final int PIECE = 256;

    private final FoldLayout<T> layout;
    private final TypeInformation<T> type;
    private final long[] tuple;
    private long latest = Output.NO_TIMESTAMP;

    @SuppressWarnings("NullAway.Init")
    private Output<T> output;

    @SuppressWarnings("NullAway.Init")
    private ObjectFoldTable table;

    @SuppressWarnings("NullAway.Init")
    private SeldomCopy<T> copies;

    ObjectFoldCombineOperator(FoldLayout<T> layout, TypeInformation<T> type) {
        this.layout = layout;
        this.type = type;
        this.tuple = new long[layout.length()];
    }

    @Override
    public void open(OperatorContext context, Output<T> to) {
        copies = new SeldomCopy<>(type, context);
        output = to;
        table = new ObjectFoldTable(context.pages(), layout.length(), TABLE_BYTES_MAX);
    }

    @Override
    public boolean emitsNew(TypeInformation<?> outputType) {
        return true;
    }

    @Override
    public void process(T record, long timestamp) {
        latest = Math.max(latest, timestamp);
        if (!layout.read(record, tuple, 0)) {
            output.collect(copies.of(record), timestamp);
            return;
        }
        Object key = layout.keyOf(record);
        int at = table.find(key, tuple[0]);
        if (at >= 0) {
            layout.fold(table.longs(), at, tuple, 0);
        } else if (table.admits()) {
            table.insert(key, tuple);
        } else {
            insertByForce(key);
        }
    }

    private void insertByForce(Object key) {
        int older = table.firstInTheWay(tuple[0]);
        if (older < 0) {
            output.collect(layout.write(key, tuple, 0), latest);
        } else {
            T pushedOut = layout.write(table.key(older), table.longs(), older);
            table.replace(key, tuple);
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
        private int at = table.next(0);

        @Override
        public boolean next(Output<T> to) {
            for (int i = 0; i < PIECE && at >= 0; i++) {
                to.collect(layout.write(table.key(at), table.longs(), at), latest);
                at = table.next(at + 1);
            }
            return at >= 0;
        }
    }
}
