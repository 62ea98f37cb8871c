package io.millrace.iterations.lookup;

import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.iterations.solution.SharedSolution;
import java.io.Serializable;

/** Makes, for each superstep, the operator that takes the other input and looks into the solution set. */
public interface LookUp<P, OUT> extends Serializable {
    OneInputOperator<P, OUT> into(SharedSolution solution);

    /** As {@link io.millrace.dataflow.contract.OperatorFactory#memoryWeight}. */
    int memoryWeight();
}
