package io.millrace.operators.join;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.functions.CrossFunction;
import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.RecordKeeper;
import io.millrace.operators.function.RichFunctions;
import io.millrace.operators.spill.SpillSpace;
import io.millrace.types.fresh.FreshRecords;

/**
 * Pairs every record of one input with every record of the other.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Keep all records of one input; the other waits.
 *   <li>Pair each record of the other with all that were kept; at the end, with those that did not fit in memory.
 * </ol>
 * Memory: that of {@link NestedLoops}, the core, which spills. State between checkpoints: none (bounded inputs only).
 */
public final class CrossOperator<L, R, OUT> implements TwoInputOperator<L, R, OUT> {
    // What it was told.
    private final CrossFactory<L, R, OUT> plan;
    private final CrossFunction<L, R, OUT> function;
    private final boolean keepsLeft;

    // What it knows: whether all records to be kept are there.
    private boolean kept;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private NestedLoops<Object, Object> loops;

    @SuppressWarnings("NullAway.Init")
    private Output<OUT> output;

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
        leftKeeper = new RecordKeeper<>(plan.leftType(), context);
        rightKeeper = new RecordKeeper<>(plan.rightType(), context);
        loops = keepsLeft
                ? loops(context, plan.leftType(), plan.rightType(), this::cross)
                : loops(context, plan.rightType(), plan.leftType(), (right, left) -> cross(left, right));
        RichFunctions.open(function, new OperatorRuntimeContext(context), plan.parameters());
    }

    /** The sides are known as left and right only; to the core they are objects of one class each. */
    @SuppressWarnings("unchecked")
    private static <B, P> NestedLoops<Object, Object> loops(
            OperatorContext context, TypeInformation<B> kept, TypeInformation<P> other, NestedLoops.Pairs<B, P> pairs) {
        SerializerConfig config = context.executionConfig().getSerializerConfig();
        return (NestedLoops<Object, Object>) (NestedLoops<?, ?>) new NestedLoops<>(
                SpillSpace.of("the kept side of a cross", context),
                kept.createSerializer(config),
                other.createSerializer(config),
                pairs);
    }

    @Override
    public InputSelection nextInput() {
        return keepsLeft == kept ? InputSelection.RIGHT : InputSelection.LEFT;
    }

    @Override
    public void processLeft(L record, long timestamp) throws Exception {
        if (keepsLeft) {
            loops.keep(leftKeeper.keep(record));
        } else {
            loops.pair(record);
        }
    }

    @Override
    public void processRight(R record, long timestamp) throws Exception {
        if (keepsLeft) {
            loops.pair(record);
        } else {
            loops.keep(rightKeeper.keep(record));
        }
    }

    private void cross(L left, R right) throws Exception {
        output.collect(function.cross(leftKeeper.lend(left), rightKeeper.lend(right)), Output.NO_TIMESTAMP);
    }

    @Override
    public Emission<OUT> endLeft() {
        return end(keepsLeft);
    }

    @Override
    public Emission<OUT> endRight() {
        return end(!keepsLeft);
    }

    private Emission<OUT> end(boolean ofKept) {
        if (ofKept) {
            kept = true;
            return Emission.none();
        }
        return unusedOutput -> loops.finish();
    }

    @Override
    public boolean emitsNew(TypeInformation<?> outputType) {
        return FreshRecords.areReturned(function, "cross", outputType);
    }

    @Override
    public void close() throws Exception {
        try {
            RichFunctions.close(function);
        } finally {
            if (loops != null) {
                loops.close();
            }
        }
    }
}
