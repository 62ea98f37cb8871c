package io.millrace.iterations.lookup;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.iterations.superstep.LoopRules;

/** Makes a {@link SolutionStepOperator}: left the records to look up, right the solution set, as one record. */
public record SolutionStepFactory<P, OUT>(LoopRules rules, LookUp<P, OUT> lookUp) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    /** The input for the records to look up. */
    public static final int RECORDS = 0;

    /** The input for the solution set, once in each superstep. */
    public static final int SOLUTION = 1;

    @Override
    public Operator create() {
        return new SolutionStepOperator<>(this);
    }

    @Override
    public int memoryWeight() {
        return lookUp.memoryWeight();
    }
}
