package io.millrace.operators.source;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;

/**
 * Makes a {@link SequenceSource}.
 *
 * @param from the first number
 * @param to the last number, at least {@code from}; fewer than 2^64 numbers in all
 */
public record SequenceSourceFactory(long from, long to) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    public SequenceSourceFactory {
        if (to < from || to - from == -1) {
            throw new IllegalArgumentException(
                    "A sequence needs from <= to and fewer than 2^64 numbers: from=" + from + ", to=" + to);
        }
    }

    @Override
    public Operator create() {
        return new SequenceSource(from, to);
    }
}
