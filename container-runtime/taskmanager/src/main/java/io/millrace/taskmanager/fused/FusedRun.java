package io.millrace.taskmanager.fused;

import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;

/**
 * Operators that follow each other in a chain, as one for the records' sake: it is given what the first of them would be given,
 * and hands on what the last of them would. Events, state, and opening and closing are the operators' own concern.
 */
public interface FusedRun extends OneInputOperator<Object, Object> {
    /** Told what a step threw. */
    @FunctionalInterface
    interface Failing {
        /**
         * What to throw instead.
         *
         * @param step which step threw, from 0
         * @param record as it came to step 0
         */
        RuntimeException failed(int step, Object record, Throwable thrown);
    }

    /** How many records {@code step}, a filter, has let pass. Any thread, which may see an earlier number. */
    long passed(int step);

    /** @throws IllegalStateException always: its operators are opened, each for itself */
    @Override
    default void open(OperatorContext context, Output<Object> output) {
        throw new IllegalStateException("a fused run is no operator of its own: expected=process only, actual=open");
    }
}
