package io.millrace.operators.source;

import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.Pace;
import io.millrace.dataflow.contract.SourceOperator;
import io.millrace.dataflow.util.SplittableIterator;
import java.util.Iterator;

/** Emits what a user's iterator yields: all of it, or this subtask's part of one that can be split. */
public final class IteratorSource<T> implements SourceOperator<T> {
    private static final int PIECE = 256;

    // What it was told; then the part that this subtask reads.
    private Iterator<T> iterator;

    // What it knows.
    @SuppressWarnings("NullAway.Init")
    private Pace pace;

    public IteratorSource(Iterator<T> iterator) {
        this.iterator = iterator;
    }

    @Override
    public void open(OperatorContext context, Output<T> output) {
        pace = new Pace(PIECE, context::processingTime);
        if (iterator instanceof SplittableIterator<T> splittable) {
            int parts = context.task().getNumberOfParallelSubtasks();
            iterator = splittable.getSplit(context.task().getIndexOfThisSubtask(), parts);
        }
    }

    @Override
    public Progress next(Output<T> output) {
        int piece = pace.begin();
        for (int i = 0; i < piece; i++) {
            if (!iterator.hasNext()) {
                return Progress.END;
            }
            output.collect(iterator.next(), Output.NO_TIMESTAMP);
        }
        pace.end(piece);
        return Progress.MORE;
    }
}
