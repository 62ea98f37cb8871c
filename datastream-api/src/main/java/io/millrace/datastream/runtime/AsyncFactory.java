package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.datastream.functions.async.AsyncFunction;
import io.millrace.datastream.functions.async.AsyncRetryStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Makes an {@link AsyncOperator}.
 *
 * @param timeoutMs of a record; 0 for none
 * @param strategy null if no call is made again
 * @param batch only the last watermark counts
 */
public record AsyncFactory<IN, OUT>(
        AsyncFunction<IN, OUT> function,
        TypeInformation<IN> type,
        boolean ordered,
        long timeoutMs,
        int capacity,
        @Nullable AsyncRetryStrategy<OUT> strategy,
        boolean batch)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new AsyncOperator<>(this);
    }

    /** It waits for answers when there are too many calls. */
    @Override
    public boolean blocks() {
        return true;
    }
}
