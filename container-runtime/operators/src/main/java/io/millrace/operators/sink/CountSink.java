package io.millrace.operators.sink;

import io.millrace.dataflow.accumulators.LongCounter;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;

/** Counts the records into an accumulator: the sum over all subtasks is the job's count. */
public final class CountSink<IN> implements OneInputOperator<IN, Void> {
    // What it was told.
    private final String accumulatorName;

    // What it holds.
    private final LongCounter counter = new LongCounter();

    public CountSink(String accumulatorName) {
        this.accumulatorName = accumulatorName;
    }

    @Override
    public void open(OperatorContext context, Output<Void> output) {
        context.addAccumulator(accumulatorName, counter);
    }

    @Override
    public void process(IN record, long timestamp) {
        counter.add(1L);
    }
}
