package io.millrace.operators.function;

import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.util.Collector;

/** What a user function sees of an operator's output. One per operator, told before each call which timestamp to set. */
public final class OutputCollector<OUT> implements Collector<OUT> {
    private final Output<OUT> output;
    private long timestamp = Output.NO_TIMESTAMP;

    public OutputCollector(Output<OUT> output) {
        this.output = output;
    }

    /** Everything collected from now on has {@code timestamp}. */
    public void at(long timestamp) {
        this.timestamp = timestamp;
    }

    @Override
    public void collect(OUT record) {
        output.collect(record, timestamp);
    }

    @Override
    public void close() {}
}
