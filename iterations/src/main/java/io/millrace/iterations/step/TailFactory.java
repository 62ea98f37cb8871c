package io.millrace.iterations.step;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.iterations.superstep.LoopRules;

/**
 * Makes a {@link TailOperator}.
 *
 * @param counts only: nobody wants the records
 */
public record TailFactory(LoopRules rules, boolean counts) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new TailOperator<>(this);
    }

    @Override
    public int memoryWeight() {
        return 0;
    }
}
