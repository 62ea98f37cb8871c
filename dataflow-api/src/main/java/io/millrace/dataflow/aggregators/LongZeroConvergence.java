package io.millrace.dataflow.aggregators;

import io.millrace.dataflow.types.LongValue;

/** Ends a loop when the aggregate is zero. */
public class LongZeroConvergence implements ConvergenceCriterion<LongValue> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isConverged(int iteration, LongValue value) {
        return value.getValue() == 0;
    }
}
