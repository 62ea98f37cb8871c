package io.millrace.operators.join;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.OutputCollector;
import io.millrace.operators.function.RecordKeeper;
import io.millrace.operators.function.RichFunctions;
import io.millrace.operators.join.BuildTable.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Joins two inputs on equal keys: a hash table of one of them, probed by the other.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Build: file each record of the build side under its key. The other input waits.
 *   <li>Probe: look each record of the other side up and join it with all records of its key; if there are none and the join
 *       keeps this side, with null.
 *   <li>At the end, if the join keeps the build side, join those of its records that were never found with null, one a piece.
 * </ol>
 * Memory: all records of the build side ({@link BuildTable}). State between checkpoints: none (bounded inputs only).
 */
public final class HashJoinOperator<L, R, K, OUT> implements TwoInputOperator<L, R, OUT> {
    // What it was told.
    private final HashJoinFactory<L, R, K, OUT> plan;
    private final FlatJoinFunction<L, R, OUT> function;
    private final KeySelector<L, K> leftKeys;
    private final KeySelector<R, K> rightKeys;
    private final boolean buildsLeft;

    // What it knows.
    private boolean built;

    // What it holds: one of the two tables stays empty.
    @SuppressWarnings("NullAway.Init")
    private BuildTable<K, L> leftTable;

    @SuppressWarnings("NullAway.Init")
    private BuildTable<K, R> rightTable;

    @SuppressWarnings("NullAway.Init")
    private RecordKeeper<L> leftKeeper;

    @SuppressWarnings("NullAway.Init")
    private RecordKeeper<R> rightKeeper;

    @SuppressWarnings("NullAway.Init")
    private OutputCollector<OUT> collector;

    public HashJoinOperator(HashJoinFactory<L, R, K, OUT> plan) {
        this.plan = plan;
        this.function = plan.function();
        this.leftKeys = plan.leftKeys();
        this.rightKeys = plan.rightKeys();
        this.buildsLeft = plan.buildsLeft();
    }

    @Override
    public void open(OperatorContext context, Output<OUT> output) throws Exception {
        leftTable = new BuildTable<>(context.pages());
        rightTable = new BuildTable<>(context.pages());
        leftKeeper = new RecordKeeper<>(plan.leftType(), context);
        rightKeeper = new RecordKeeper<>(plan.rightType(), context);
        collector = new OutputCollector<>(output);
        RichFunctions.open(function, new OperatorRuntimeContext(context), plan.parameters());
    }

    @Override
    public InputSelection nextInput() {
        return buildsLeft == built ? InputSelection.RIGHT : InputSelection.LEFT;
    }

    @Override
    public void processLeft(L record, long timestamp) throws Exception {
        if (buildsLeft) {
            leftTable.add(leftKeys.getKey(record), leftKeeper.keep(record));
        } else {
            probeRight(record);
        }
    }

    @Override
    public void processRight(R record, long timestamp) throws Exception {
        if (buildsLeft) {
            probeLeft(record);
        } else {
            rightTable.add(rightKeys.getKey(record), rightKeeper.keep(record));
        }
    }

    private void probeLeft(R record) throws Exception {
        Entry<L> entry = leftTable.match(rightKeys.getKey(record));
        if (entry == null) {
            if (plan.kind().keepsRight()) {
                join(null, record);
            }
            return;
        }
        for (; entry.next != null; entry = entry.next) {
            join(leftKeeper.lend(entry.record), rightKeeper.lend(record));
        }
        join(leftKeeper.lend(entry.record), record);
    }

    private void probeRight(L record) throws Exception {
        Entry<R> entry = rightTable.match(leftKeys.getKey(record));
        if (entry == null) {
            if (plan.kind().keepsLeft()) {
                join(record, null);
            }
            return;
        }
        for (; entry.next != null; entry = entry.next) {
            join(leftKeeper.lend(record), rightKeeper.lend(entry.record));
        }
        join(record, rightKeeper.lend(entry.record));
    }

    // A join function of an inner join never gets null; the signature of the public interface cannot say so.
    @SuppressWarnings("NullAway")
    private void join(@Nullable L left, @Nullable R right) throws Exception {
        function.join(left, right, collector);
    }

    @Override
    public Emission<OUT> endLeft() {
        return buildsLeft ? endBuild() : endProbe();
    }

    @Override
    public Emission<OUT> endRight() {
        return buildsLeft ? endProbe() : endBuild();
    }

    private Emission<OUT> endBuild() {
        built = true;
        return Emission.none();
    }

    private Emission<OUT> endProbe() {
        if (buildsLeft && plan.kind().keepsLeft()) {
            BuildTable<K, L>.Unmatched left = leftTable.unmatched();
            return output -> {
                Entry<L> entry = left.next();
                return entry == null ? clear() : joined(entry.record, null);
            };
        }
        if (!buildsLeft && plan.kind().keepsRight()) {
            BuildTable<K, R>.Unmatched right = rightTable.unmatched();
            return output -> {
                Entry<R> entry = right.next();
                return entry == null ? clear() : joined(null, entry.record);
            };
        }
        clear();
        return Emission.none();
    }

    private boolean joined(@Nullable L left, @Nullable R right) throws Exception {
        join(left, right);
        return true;
    }

    private boolean clear() {
        leftTable.clear();
        rightTable.clear();
        return false;
    }

    @Override
    public void close() throws Exception {
        RichFunctions.close(function);
    }
}
