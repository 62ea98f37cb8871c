package io.millrace.dataflow.aggregators;

import io.millrace.dataflow.types.Value;
import java.io.Serializable;

/** Says after each superstep, from an aggregator's value, whether a loop ends. */
public interface ConvergenceCriterion<T extends Value> extends Serializable {
    /** True to end the loop after {@code iteration} (from 1). */
    boolean isConverged(int iteration, T value);
}
