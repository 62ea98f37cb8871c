package io.millrace.operators.join;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.TypeInformation;

/**
 * Makes a {@link HashJoinOperator}. Both inputs come by hash exchanges of their keys; or the build side is broadcast, if the
 * join does not keep its unmatched records.
 *
 * @param buildsLeft whether the left input is put into the hash table, else the right
 * @param parameters what {@code withParameters} gave; empty if nothing
 */
public record HashJoinFactory<L, R, K, OUT>(
        FlatJoinFunction<L, R, OUT> function,
        KeySelector<L, K> leftKeys,
        KeySelector<R, K> rightKeys,
        JoinKind kind,
        boolean buildsLeft,
        TypeInformation<L> leftType,
        TypeInformation<R> rightType,
        Configuration parameters)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    public HashJoinFactory(
            FlatJoinFunction<L, R, OUT> function,
            KeySelector<L, K> leftKeys,
            KeySelector<R, K> rightKeys,
            JoinKind kind,
            boolean buildsLeft,
            TypeInformation<L> leftType,
            TypeInformation<R> rightType) {
        this(function, leftKeys, rightKeys, kind, buildsLeft, leftType, rightType, new Configuration());
    }

    @Override
    public Operator create() {
        return new HashJoinOperator<>(this);
    }
}
