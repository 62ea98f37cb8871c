package io.millrace.iterations.step;

import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.iterations.superstep.LoopRules;

/**
 * Makes a {@link StepOperator}.
 *
 * @param inner makes a {@link OneInputOperator}, for each superstep a new one
 */
public record StepFactory(LoopRules rules, OperatorFactory inner) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new StepOperator<>(this);
    }

    @Override
    public boolean blocks() {
        return inner.blocks();
    }

    @SuppressWarnings("unchecked") // the plan connects records of the types that the operator takes and makes
    <IN, OUT> OneInputOperator<IN, OUT> operator() {
        return (OneInputOperator<IN, OUT>) inner.create();
    }

    @Override
    public int memoryWeight() {
        return inner.memoryWeight();
    }
}
