package io.millrace.taskmanager.task;

import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.typeutils.TypeSerializer;

/** Copies each record before its operator has it; stands in for it for the records' sake alone. */
final class CopyingReceiver implements OneInputOperator<Object, Object> {
    private final OneInputOperator<Object, ?> operator;
    private final TypeSerializer<Object> copier;

    CopyingReceiver(OneInputOperator<Object, ?> operator, TypeSerializer<Object> copier) {
        this.operator = operator;
        this.copier = copier;
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        operator.process(copier.copy(record), timestamp);
    }

    /** @throws IllegalStateException always: its operator is opened itself */
    @Override
    public void open(OperatorContext context, Output<Object> output) {
        throw new IllegalStateException("a copy is made for process only: expected=process, actual=open");
    }
}
