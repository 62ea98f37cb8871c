package io.millrace.operators.group;

import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;

/** Lets pass the first records that come, up to a number. */
public final class LimitOperator<T> implements OneInputOperator<T, T> {
    // What it knows: how many may still pass.
    private long left;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private Output<T> output;

    public LimitOperator(long records) {
        this.left = records;
    }

    @Override
    public void open(OperatorContext context, Output<T> output) {
        this.output = output;
    }

    @Override
    public void process(T record, long timestamp) {
        if (left > 0) {
            left--;
            output.collect(record, timestamp);
        }
    }
}
