package io.millrace.operators.source;

import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SourceOperator;

/**
 * Emits this subtask's share of the whole numbers from {@code from} to {@code to}, both inclusive.
 *
 * <h2>Algorithm</h2>
 * The range is cut into as many contiguous parts as there are subtasks, in order; the first parts are longer by one if the
 * division leaves a rest. Each subtask counts through its own part.
 */
public final class SequenceSource implements SourceOperator<Long> {
    /** Numbers emitted per piece: few enough that the task stays responsive, many enough that asking costs nothing. */
    private static final int PIECE = 512;

    // What it was told.
    private final long from;
    private final long to;

    // What it knows: the next number, and how many are left (as an unsigned number).
    private long next;
    private long left;

    public SequenceSource(long from, long to) {
        this.from = from;
        this.to = to;
    }

    @Override
    public void open(OperatorContext context, Output<Long> output) {
        int parts = context.task().getNumberOfParallelSubtasks();
        int part = context.task().getIndexOfThisSubtask();
        long size = to - from + 1;
        long share = Long.divideUnsigned(size, parts);
        long rest = Long.remainderUnsigned(size, parts);
        next = from + part * share + Math.min(part, rest);
        left = share + (part < rest ? 1 : 0);
    }

    @Override
    public Progress next(Output<Long> output) {
        long number = next;
        int piece = Long.compareUnsigned(left, PIECE) < 0 ? (int) left : PIECE;
        for (int i = 0; i < piece; i++) {
            output.collect(number++, Output.NO_TIMESTAMP);
        }
        next = number;
        left -= piece;
        return left == 0 ? Progress.END : Progress.MORE;
    }
}
