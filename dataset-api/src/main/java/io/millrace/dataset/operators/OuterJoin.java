package io.millrace.dataset.operators;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.JoinFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.operators.base.JoinOperatorBase.JoinHint;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.operators.JoinOperator.EquiJoin;
import io.millrace.dataset.operators.JoinOperator.Keys;
import io.millrace.dataset.plan.Key;
import io.millrace.operators.join.JoinKind;

/**
 * An outer join that still lacks keys and function: records without a partner are joined with null. There is no default
 * result, because a tuple cannot hold null.
 */
public final class OuterJoin<I1, I2> {
    private final DataSet<I1> input1;
    private final DataSet<I2> input2;
    private final JoinKind kind;
    private final JoinHint hint;

    /** @throws InvalidProgramException if the kind cannot be carried out in the way of the hint */
    public OuterJoin(DataSet<I1> input1, DataSet<I2> input2, JoinKind kind, JoinHint hint) {
        // A broadcast side is everywhere: no subtask could tell alone that one of its records has no partner.
        boolean keepsBroadcastSide = (hint == JoinHint.BROADCAST_HASH_FIRST && kind.keepsLeft())
                || (hint == JoinHint.BROADCAST_HASH_SECOND && kind.keepsRight());
        if (keepsBroadcastSide) {
            throw new InvalidProgramException(
                    "Invalid join hint " + hint + " for a " + kind
                            + " outer join: the side that is sent everywhere must not be one whose unmatched records are kept.");
        }
        this.input1 = input1;
        this.input2 = input2;
        this.kind = kind;
        this.hint = hint;
    }

    /** The key of the left input: tuple positions. */
    public Where where(int... fields) {
        return new Where(DataSetKeys.positions(input1.getType(), fields));
    }

    /** The key of the left input: field expressions. */
    public Where where(String... fields) {
        return new Where(DataSetKeys.expressions(input1.getType(), fields));
    }

    /** The key of the left input: what {@code selector} gives. */
    public <K> Where where(KeySelector<I1, K> selector) {
        return new Where(DataSetKeys.selector(input1.getType(), input1.clean(selector)));
    }

    /** An outer join that still lacks the right key. */
    public final class Where {
        private final Key left;

        private Where(Key left) {
            this.left = left;
        }

        /** The key of the right input: tuple positions. */
        public EqualTo equalTo(int... fields) {
            return joined(DataSetKeys.positions(input2.getType(), fields));
        }

        /** The key of the right input: field expressions. */
        public EqualTo equalTo(String... fields) {
            return joined(DataSetKeys.expressions(input2.getType(), fields));
        }

        /** The key of the right input: what {@code selector} gives. */
        public <K> EqualTo equalTo(KeySelector<I2, K> selector) {
            return joined(DataSetKeys.selector(input2.getType(), input2.clean(selector)));
        }

        private EqualTo joined(Key right) {
            DataSetKeys.checkPair(left, right);
            return new EqualTo(new Keys(left, right, kind, hint));
        }
    }

    /** An outer join that still lacks its function. */
    public final class EqualTo {
        private final Keys keys;

        private EqualTo(Keys keys) {
            this.keys = keys;
        }

        /** Calls {@code function} for each pair, one of which may be null; it emits any number of results. */
        public <R> EquiJoin<I1, I2, R> with(FlatJoinFunction<I1, I2, R> function) {
            return EquiJoin.of(input1, input2, keys, function);
        }

        /** Calls {@code function} for each pair, one of which may be null; it gives one result. */
        public <R> EquiJoin<I1, I2, R> with(JoinFunction<I1, I2, R> function) {
            return EquiJoin.of(input1, input2, keys, function);
        }
    }
}
