package io.millrace.iterations.step;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.iterations.superstep.LoopRules;
import java.io.Serializable;
import java.util.Optional;

/**
 * Makes a {@link StepPairOperator}.
 *
 * @param inner makes a {@link TwoInputOperator}, for each superstep a new one
 * @param left the left input
 * @param right the right input; at most one of the two is constant
 */
public record StepPairFactory<L, R>(LoopRules rules, OperatorFactory inner, Side<L> left, Side<R> right)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    /**
     * An input.
     *
     * @param constant whether it does not depend on the loop: it comes once and counts for all supersteps
     */
    public record Side<T>(TypeInformation<T> type, boolean constant) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Operator create() {
        return new StepPairOperator<>(this);
    }

    @Override
    public boolean blocks() {
        return inner.blocks();
    }

    @Override
    public Optional<String> keeps(int input) {
        return (input == 0 ? left : right).constant()
                ? Optional.of("records, read again in each superstep")
                : Optional.empty();
    }

    @SuppressWarnings("unchecked") // the plan connects records of the types that the operator takes and makes
    <OUT> TwoInputOperator<L, R, OUT> operator() {
        return (TwoInputOperator<L, R, OUT>) inner.create();
    }

    // What is held back or kept lies beside what the operator itself has.
    @Override
    public int memoryWeight() {
        return inner.memoryWeight() + (left.constant() || right.constant() ? 2 : 1);
    }
}
