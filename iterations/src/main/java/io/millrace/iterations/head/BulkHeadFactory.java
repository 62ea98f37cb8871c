package io.millrace.iterations.head;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.iterations.superstep.LoopRules;

/**
 * Makes a {@link BulkHead}.
 *
 * @param type of the partial solution
 * @param terminates whether there is a termination criterion, as third input
 */
public record BulkHeadFactory<T>(LoopRules rules, TypeInformation<T> type, boolean terminates)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    /** The input that the loop begins with. */
    public static final int INITIAL = 0;

    /** The input for what the step made of the partial solution. */
    public static final int FED_BACK = 1;

    /** The input whose emptiness ends the loop. */
    public static final int TERMINATION = 2;

    @Override
    public Operator create() {
        return new BulkHead<>(this);
    }

    @Override
    public int memoryWeight() {
        return 2;
    }
}
