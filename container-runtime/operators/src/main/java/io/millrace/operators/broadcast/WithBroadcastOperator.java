package io.millrace.operators.broadcast;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.Pages;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.tuple.Tuple2;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Gives an operator whole data sets before its input.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Keep all records of the left input, each in the list of its set; the right input waits.
 *   <li>Open the operator, which finds the lists in its context, and give it the right input.
 * </ol>
 * Memory: all records of all sets, {@link #RECORD_BYTES} each. State between checkpoints: none (bounded inputs only).
 */
public final class WithBroadcastOperator<IN, OUT> implements TwoInputOperator<Tuple2<Integer, Object>, IN, OUT> {
    /** A record and its place in the list. */
    private static final int RECORD_BYTES = 64;

    // What it was told.
    private final List<String> names;
    private final OneInputOperator<IN, OUT> inner;

    // What it knows: whether the operator was opened, and how many more records fit in what was reserved.
    private boolean opened;
    private int room;

    // What it holds.
    private final List<List<Object>> sets = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private OperatorContext context;

    @SuppressWarnings("NullAway.Init")
    private Output<OUT> output;

    public WithBroadcastOperator(List<String> names, OneInputOperator<IN, OUT> inner) {
        this.names = names;
        this.inner = inner;
        names.forEach(name -> sets.add(new ArrayList<>()));
    }

    @Override
    public void open(OperatorContext ownContext, Output<OUT> ownOutput) {
        context = ownContext;
        output = ownOutput;
    }

    @Override
    public InputSelection nextInput() {
        return opened ? InputSelection.RIGHT : InputSelection.LEFT;
    }

    /** The record needs no copy here: each subtask was sent its own. */
    @Override
    public void processLeft(Tuple2<Integer, Object> tagged, long timestamp) {
        makeRoom(tagged.f0);
        sets.get(tagged.f0).add(tagged.f1);
    }

    private void makeRoom(int set) {
        if (room == 0) {
            Pages pages = context.pages();
            if (!pages.reserve(1)) {
                throw pages.exhausted(
                        "the broadcast set '" + names.get(set) + "'",
                        sets.get(set).size());
            }
            room = Math.max(1, pages.pageBytes() / RECORD_BYTES);
        }
        room--;
    }

    @Override
    public Emission<OUT> endLeft() throws Exception {
        for (int i = 0; i < names.size(); i++) {
            context.broadcastVariables().put(names.get(i), Collections.unmodifiableList(sets.get(i)));
        }
        opened = true;
        inner.open(context, output);
        return Emission.none();
    }

    @Override
    public void processRight(IN record, long timestamp) throws Exception {
        inner.process(record, timestamp);
    }

    @Override
    public Emission<OUT> onTime(long now) throws Exception {
        return opened ? inner.onTime(now) : Emission.none();
    }

    @Override
    public Emission<OUT> endRight() throws Exception {
        return inner.endInput();
    }

    @Override
    public void close() throws Exception {
        if (opened) {
            inner.close();
        }
    }
}
