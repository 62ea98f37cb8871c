package io.millrace.dataset.operators.join;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.operators.base.JoinOperatorBase.JoinHint;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.operators.DataSetKeys;
import io.millrace.dataset.operators.JoinOperator;
import io.millrace.dataset.plan.Key;
import io.millrace.operators.join.JoinKind;

/**
 * An outer join that still lacks keys and function: records without a partner are joined with null. There is no default
 * result, because a tuple cannot hold null.
 */
public class JoinOperatorSetsBase<I1, I2> {
    private final DataSet<I1> input1;
    private final DataSet<I2> input2;
    private final JoinKind kind;
    private final JoinHint hint;

    /** @throws InvalidProgramException if the kind cannot be carried out in the way of the hint */
    public JoinOperatorSetsBase(DataSet<I1> input1, DataSet<I2> input2, JoinKind kind, JoinHint hint) {
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
    public JoinOperatorSetsPredicateBase where(int... fields) {
        return new JoinOperatorSetsPredicateBase(DataSetKeys.positions(input1.getType(), fields));
    }

    /** The key of the left input: field expressions. */
    public JoinOperatorSetsPredicateBase where(String... fields) {
        return new JoinOperatorSetsPredicateBase(DataSetKeys.expressions(input1.getType(), fields));
    }

    /** The key of the left input: what {@code selector} gives. */
    public <K> JoinOperatorSetsPredicateBase where(KeySelector<I1, K> selector) {
        return new JoinOperatorSetsPredicateBase(DataSetKeys.selector(input1.getType(), input1.clean(selector)));
    }

    /** An outer join that still lacks the right key. */
    public class JoinOperatorSetsPredicateBase {
        private final Key left;

        private JoinOperatorSetsPredicateBase(Key left) {
            this.left = left;
        }

        /** The key of the right input: tuple positions. */
        public JoinFunctionAssigner<I1, I2> equalTo(int... fields) {
            return joined(DataSetKeys.positions(input2.getType(), fields));
        }

        /** The key of the right input: field expressions. */
        public JoinFunctionAssigner<I1, I2> equalTo(String... fields) {
            return joined(DataSetKeys.expressions(input2.getType(), fields));
        }

        /** The key of the right input: what {@code selector} gives. */
        public <K> JoinFunctionAssigner<I1, I2> equalTo(KeySelector<I2, K> selector) {
            return joined(DataSetKeys.selector(input2.getType(), input2.clean(selector)));
        }

        private JoinFunctionAssigner<I1, I2> joined(Key right) {
            return JoinOperator.outer(input1, input2, left, right, kind, hint);
        }
    }
}
