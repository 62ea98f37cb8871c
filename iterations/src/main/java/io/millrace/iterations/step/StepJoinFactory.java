package io.millrace.iterations.step;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.iterations.superstep.LoopRules;
import io.millrace.operators.join.HashJoinFactory;
import java.util.Optional;

/**
 * Makes a {@link StepJoinOperator}.
 *
 * @param join whose build side is constant, and is not kept where it has no partner
 */
public record StepJoinFactory<L, R, K, OUT>(LoopRules rules, HashJoinFactory<L, R, K, OUT> join)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new StepJoinOperator<>(this);
    }

    @Override
    public Optional<String> keeps(int input) {
        return (input == 0) == join.buildsLeft() ? Optional.of("hash table, built once") : Optional.empty();
    }

    /** What does the same when the build side does not fit in memory. */
    StepPairOperator<L, R, OUT> spilling() {
        return new StepPairOperator<>(new StepPairFactory<>(
                rules,
                join,
                new StepPairFactory.Side<>(join.leftType(), join.buildsLeft()),
                new StepPairFactory.Side<>(join.rightType(), !join.buildsLeft())));
    }

    // What does not fit is read from disk in each superstep.
    @Override
    public int memoryWeight() {
        return 4;
    }
}
