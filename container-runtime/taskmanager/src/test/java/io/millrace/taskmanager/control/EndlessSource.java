package io.millrace.taskmanager.control;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SourceOperator;

/** Waits for ever, or ends at once. */
final class EndlessSource implements SourceOperator<Long> {
    record Factory(boolean endless) implements OperatorFactory {
        @Override
        public Operator create() {
            return new EndlessSource(endless);
        }
    }

    private final boolean endless;

    private EndlessSource(boolean endless) {
        this.endless = endless;
    }

    @Override
    public void open(OperatorContext context, Output<Long> output) {}

    @Override
    public Progress next(Output<Long> output) {
        return endless ? Progress.WAITING : Progress.END;
    }
}
