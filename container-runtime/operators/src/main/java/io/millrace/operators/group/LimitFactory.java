package io.millrace.operators.group;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;

/**
 * Makes a {@link LimitOperator}: the {@code first(n)} of an ungrouped data set. At full parallelism it saves the exchange
 * work; the one behind it at parallelism 1 gives the result.
 *
 * @param records 1 or more
 */
public record LimitFactory(long records) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    public LimitFactory {
        if (records < 1) {
            throw new IllegalArgumentException("first(n) needs n of 1 or more, found " + records);
        }
    }

    @Override
    public Operator create() {
        return new LimitOperator<>(records);
    }

    @Override
    public int memoryWeight() {
        return 0;
    }
}
