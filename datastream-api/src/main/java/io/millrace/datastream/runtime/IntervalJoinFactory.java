package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.functions.co.ProcessJoinFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes an {@link IntervalJoinOperator}; both inputs stand behind hash exchanges by these keys.
 *
 * @param lowerBound a right record may have a timestamp that is so many milliseconds larger than the left one's, or more
 * @param upperBound so many, or fewer
 * @param lateLeft where left records go that come too late; null drops them
 * @param lateRight where right records go that come too late; null drops them
 */
public record IntervalJoinFactory<K, L, R, OUT>(
        ProcessJoinFunction<L, R, OUT> function,
        KeySelector<L, K> leftKeys,
        KeySelector<R, K> rightKeys,
        TypeInformation<K> keyType,
        TypeInformation<L> leftType,
        TypeInformation<R> rightType,
        long lowerBound,
        long upperBound,
        @Nullable OutputTag<L> lateLeft,
        @Nullable OutputTag<R> lateRight)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new IntervalJoinOperator<>(this);
    }
}
