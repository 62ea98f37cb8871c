package io.millrace.dataflow.contract;

import java.util.List;

/**
 * An operator without inputs that is asked for its records.
 *
 * <p>{@link #next} must not block. A source whose data comes from another thread (a fetcher) returns {@link
 * Progress#WAITING} and calls {@link OperatorContext#wakeUp} when there is more; both may race: a wake-up before the
 * return of {@code WAITING} counts.
 */
public interface SourceOperator<OUT> extends Operator {
    /** What {@link #next} found. */
    enum Progress {
        /** Call again when the output has room. */
        MORE,
        /** Nothing now; call again after a wake-up, new splits, or the time asked for by {@code wakeAt}. */
        WAITING,
        /** All was emitted; never call again. */
        END
    }

    void open(OperatorContext context, Output<OUT> output) throws Exception;

    /** Emits a bounded piece (some hundred records at most). */
    Progress next(Output<OUT> output) throws Exception;

    /** Splits that the coordinator gave to this subtask, in its own encoding. */
    default void addSplits(List<byte[]> splits) throws Exception {
        throw new IllegalStateException(getClass().getName() + " got " + splits.size() + " splits but takes none");
    }

    /** The coordinator has no more splits for this subtask. */
    default void noMoreSplits() throws Exception {}

    /** The processing time asked for by {@link OperatorContext#wakeAt} has come. */
    default void onTime(long now) throws Exception {}
}
