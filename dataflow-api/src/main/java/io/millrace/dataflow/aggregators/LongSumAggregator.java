package io.millrace.dataflow.aggregators;

import io.millrace.dataflow.types.LongValue;

/** Sums longs. */
public class LongSumAggregator implements Aggregator<LongValue> {
    private static final long serialVersionUID = 1L;

    private long sum;

    @Override
    public LongValue getAggregate() {
        return new LongValue(sum);
    }

    @Override
    public void aggregate(LongValue element) {
        sum += element.getValue();
    }

    public void aggregate(long value) {
        sum += value;
    }

    @Override
    public void reset() {
        sum = 0;
    }
}
