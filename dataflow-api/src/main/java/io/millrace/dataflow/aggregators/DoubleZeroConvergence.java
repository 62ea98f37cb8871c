package io.millrace.dataflow.aggregators;

import io.millrace.dataflow.types.DoubleValue;

/** Ends a loop when the aggregate is zero. */
public class DoubleZeroConvergence implements ConvergenceCriterion<DoubleValue> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isConverged(int iteration, DoubleValue value) {
        return value.getValue() == 0;
    }
}
