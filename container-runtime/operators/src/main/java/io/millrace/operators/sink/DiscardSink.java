package io.millrace.operators.sink;

import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;

/** Takes all records and does nothing with them. */
public final class DiscardSink<IN> implements OneInputOperator<IN, Void> {
    @Override
    public void open(OperatorContext context, Output<Void> output) {}

    @Override
    public void process(IN record, long timestamp) {}
}
