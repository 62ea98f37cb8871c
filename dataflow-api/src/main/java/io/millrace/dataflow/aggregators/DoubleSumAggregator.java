package io.millrace.dataflow.aggregators;

import io.millrace.dataflow.types.DoubleValue;

/** Sums doubles. */
public class DoubleSumAggregator implements Aggregator<DoubleValue> {
    private static final long serialVersionUID = 1L;

    private double sum;

    @Override
    public DoubleValue getAggregate() {
        return new DoubleValue(sum);
    }

    @Override
    public void aggregate(DoubleValue element) {
        sum += element.getValue();
    }

    public void aggregate(double value) {
        sum += value;
    }

    @Override
    public void reset() {
        sum = 0.0;
    }
}
