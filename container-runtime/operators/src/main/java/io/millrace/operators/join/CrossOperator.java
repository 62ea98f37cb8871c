package io.millrace.operators.join;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.Pages;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.functions.CrossFunction;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.RecordKeeper;
import io.millrace.operators.function.RichFunctions;
import java.util.ArrayList;
import java.util.List;

/**
 * Pairs every record of one input with every record of the other.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Keep all records of one input; the other waits.
 *   <li>Pair each record of the other with all that were kept.
 * </ol>
 * Memory: all records of the kept input, {@link #RECORD_BYTES} each. State between checkpoints: none (bounded inputs only).
 */
public final class CrossOperator<L, R, OUT> implements TwoInputOperator<L, R, OUT> {
    /** A record and its place in the list. */
    private static final int RECORD_BYTES = 64;

    // What it was told.
    private final CrossFactory<L, R, OUT> plan;
    private final CrossFunction<L, R, OUT> function;
    private final boolean keepsLeft;

    // What it knows: whether all records to be kept are there, and how many more fit in what was reserved.
    private boolean kept;
    private int room;

    // What it holds: one of the two lists stays empty.
    private final List<L> lefts = new ArrayList<>();
    private final List<R> rights = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Output<OUT> output;

    @SuppressWarnings("NullAway.Init")
    private Pages pages;

    @SuppressWarnings("NullAway.Init")
    private RecordKeeper<L> leftKeeper;

    @SuppressWarnings("NullAway.Init")
    private RecordKeeper<R> rightKeeper;

    public CrossOperator(CrossFactory<L, R, OUT> plan) {
        this.plan = plan;
        this.function = plan.function();
        this.keepsLeft = plan.keepsLeft();
    }

    @Override
    public void open(OperatorContext context, Output<OUT> output) throws Exception {
        this.output = output;
        pages = context.pages();
        leftKeeper = new RecordKeeper<>(plan.leftType(), context);
        rightKeeper = new RecordKeeper<>(plan.rightType(), context);
        RichFunctions.open(function, new OperatorRuntimeContext(context), plan.parameters());
    }

    @Override
    public InputSelection nextInput() {
        return keepsLeft == kept ? InputSelection.RIGHT : InputSelection.LEFT;
    }

    @Override
    public void processLeft(L record, long timestamp) throws Exception {
        if (keepsLeft) {
            makeRoom(lefts.size());
            lefts.add(leftKeeper.keep(record));
            return;
        }
        for (R right : rights) {
            output.collect(function.cross(leftKeeper.lend(record), rightKeeper.lend(right)), Output.NO_TIMESTAMP);
        }
    }

    @Override
    public void processRight(R record, long timestamp) throws Exception {
        if (!keepsLeft) {
            makeRoom(rights.size());
            rights.add(rightKeeper.keep(record));
            return;
        }
        for (L left : lefts) {
            output.collect(function.cross(leftKeeper.lend(left), rightKeeper.lend(record)), Output.NO_TIMESTAMP);
        }
    }

    private void makeRoom(int records) {
        if (room == 0) {
            if (!pages.reserve(1)) {
                throw pages.exhausted("the kept side of a cross", records);
            }
            room = Math.max(1, pages.pageBytes() / RECORD_BYTES);
        }
        room--;
    }

    @Override
    public Emission<OUT> endLeft() {
        kept |= keepsLeft;
        return Emission.none();
    }

    @Override
    public Emission<OUT> endRight() {
        kept |= !keepsLeft;
        return Emission.none();
    }

    @Override
    public void close() throws Exception {
        RichFunctions.close(function);
    }
}
