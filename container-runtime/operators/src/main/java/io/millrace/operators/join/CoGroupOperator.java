package io.millrace.operators.join;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.functions.CoGroupFunction;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.OutputCollector;
import io.millrace.operators.function.RecordKeeper;
import io.millrace.operators.function.RichFunctions;
import io.millrace.operators.sort.ExternalSort;
import io.millrace.operators.sort.RecordOrder;
import io.millrace.operators.sort.SortedGroups;
import io.millrace.operators.spill.SpillSpace;
import io.millrace.types.fresh.FreshRecords;
import io.millrace.types.key.KeyOrder;
import java.io.IOException;
import java.util.List;

/**
 * Gives a user function the groups of both inputs that have the same key, by sorting and merging.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Sort both inputs by key, and within the groups if that matters.
 *   <li>When both have ended, walk over the groups of both in step, one key a piece. A side that has no such group gives an
 *       empty one.
 * </ol>
 * Memory: that of two {@link ExternalSort}s, which spill; each has half of the pages. State between checkpoints: none (bounded inputs only).
 */
public final class CoGroupOperator<L, R, K, OUT> implements TwoInputOperator<L, R, OUT> {
    // What it was told.
    private final CoGroupFactory<L, R, K, OUT> plan;
    private final CoGroupFunction<L, R, OUT> function;

    // What it knows: how many inputs have ended.
    private int ended;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private ExternalSort<L> left;

    @SuppressWarnings("NullAway.Init")
    private ExternalSort<R> right;

    @SuppressWarnings("NullAway.Init")
    private RecordKeeper<L> leftKeeper;

    @SuppressWarnings("NullAway.Init")
    private RecordKeeper<R> rightKeeper;

    public CoGroupOperator(CoGroupFactory<L, R, K, OUT> plan) {
        this.plan = plan;
        this.function = plan.function();
    }

    @Override
    public void open(OperatorContext context, Output<OUT> output) throws Exception {
        left = sorter("the sort of a coGroup's left input", plan.leftOrder(), plan.leftType(), context);
        right = sorter("the sort of a coGroup's right input", plan.rightOrder(), plan.rightType(), context);
        leftKeeper = new RecordKeeper<>(plan.leftType(), context);
        rightKeeper = new RecordKeeper<>(plan.rightType(), context);
        RichFunctions.open(function, new OperatorRuntimeContext(context), plan.parameters());
    }

    private static <T> ExternalSort<T> sorter(
            String name, RecordOrder<T> order, TypeInformation<T> type, OperatorContext context) {
        return new ExternalSort<>(
                SpillSpace.of(name, context),
                order.whole(),
                type.createSerializer(context.executionConfig().getSerializerConfig()),
                context.pages().limit() / 2);
    }

    @Override
    public void processLeft(L record, long timestamp) throws Exception {
        left.add(leftKeeper.keep(record));
    }

    @Override
    public void processRight(R record, long timestamp) throws Exception {
        right.add(rightKeeper.keep(record));
    }

    @Override
    public Emission<OUT> endLeft() throws Exception {
        return ended();
    }

    @Override
    public Emission<OUT> endRight() throws Exception {
        return ended();
    }

    private Emission<OUT> ended() throws Exception {
        return ++ended == 2 ? new InStep() : Emission.none();
    }

    @Override
    public boolean emitsNew(TypeInformation<?> outputType) {
        return FreshRecords.areCollected(function, "coGroup", outputType);
    }

    @Override
    public void close() throws Exception {
        try {
            RichFunctions.close(function);
        } finally {
            if (left != null) {
                left.close();
            }
            if (right != null) {
                right.close();
            }
        }
    }

    /** Walks over the groups of both sides, key by key. */
    private final class InStep implements Emission<OUT> {
        private final SortedGroups<L> lefts;
        private final SortedGroups<R> rights;
        private boolean hasLeft;
        private boolean hasRight;

        InStep() throws IOException {
            lefts = new SortedGroups<>(left.sorted(), plan.leftOrder().grouping());
            rights = new SortedGroups<>(right.sorted(), plan.rightOrder().grouping());
            hasLeft = lefts.advance();
            hasRight = rights.advance();
        }

        @Override
        public boolean next(Output<OUT> output) throws Exception {
            if (!hasLeft && !hasRight) {
                left.close();
                right.close();
                return false;
            }
            int compared = compare();
            function.coGroup(
                    compared <= 0 ? lefts.group() : List.of(),
                    compared >= 0 ? rights.group() : List.of(),
                    new OutputCollector<>(output));
            hasLeft = compared <= 0 ? lefts.advance() : hasLeft;
            hasRight = compared >= 0 ? rights.advance() : hasRight;
            return true;
        }

        /** Negative if the left group's key comes first, 0 if both have the same. */
        private int compare() throws Exception {
            if (!hasLeft || !hasRight) {
                return hasLeft ? -1 : 1;
            }
            return KeyOrder.compare(
                    plan.leftKeys().getKey(lefts.first()), plan.rightKeys().getKey(rights.first()));
        }
    }
}
