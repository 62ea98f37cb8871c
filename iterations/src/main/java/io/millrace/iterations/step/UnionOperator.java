package io.millrace.iterations.step;

import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.TwoInputOperator;

/** All records of both inputs, as they come: for unions of what depends on a loop with what does not. */
public final class UnionOperator<T> implements TwoInputOperator<T, T, T> {
    @SuppressWarnings("NullAway.Init")
    private Output<T> output;

    @Override
    public void open(OperatorContext context, Output<T> to) {
        output = to;
    }

    @Override
    public void processLeft(T record, long timestamp) {
        output.collect(record, timestamp);
    }

    @Override
    public void processRight(T record, long timestamp) {
        output.collect(record, timestamp);
    }
}
