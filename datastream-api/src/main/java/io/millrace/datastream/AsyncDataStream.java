package io.millrace.datastream;

import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.datastream.functions.async.AsyncFunction;
import io.millrace.datastream.functions.async.AsyncRetryStrategy;
import io.millrace.datastream.runtime.AsyncFactory;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives records to functions that answer later, many at a time.
 *
 * <p>Ordered, results come in the order of the records. Unordered, they come as they are ready; only watermarks are not
 * overtaken. What has not been answered is part of each checkpoint, and is asked for again after a failure.
 */
public class AsyncDataStream {
    private static final int DEFAULT_CAPACITY = 100;

    private AsyncDataStream() {}

    /**
     * @param timeout of a record, with all calls that are made for it; 0 for none
     * @param capacity how many records may be waited for at a time, 1 or more
     */
    public static <IN, OUT> SingleOutputStreamOperator<OUT> unorderedWait(
            DataStream<IN> in, AsyncFunction<IN, OUT> func, long timeout, TimeUnit timeUnit, int capacity) {
        return add(in, func, timeUnit.toMillis(timeout), capacity, false, null);
    }

    public static <IN, OUT> SingleOutputStreamOperator<OUT> unorderedWait(
            DataStream<IN> in, AsyncFunction<IN, OUT> func, long timeout, TimeUnit timeUnit) {
        return unorderedWait(in, func, timeout, timeUnit, DEFAULT_CAPACITY);
    }

    /**
     * @param timeout of a record, with all calls that are made for it; 0 for none
     * @param capacity how many records may be waited for at a time, 1 or more
     */
    public static <IN, OUT> SingleOutputStreamOperator<OUT> orderedWait(
            DataStream<IN> in, AsyncFunction<IN, OUT> func, long timeout, TimeUnit timeUnit, int capacity) {
        return add(in, func, timeUnit.toMillis(timeout), capacity, true, null);
    }

    public static <IN, OUT> SingleOutputStreamOperator<OUT> orderedWait(
            DataStream<IN> in, AsyncFunction<IN, OUT> func, long timeout, TimeUnit timeUnit) {
        return orderedWait(in, func, timeout, timeUnit, DEFAULT_CAPACITY);
    }

    public static <IN, OUT> SingleOutputStreamOperator<OUT> unorderedWaitWithRetry(
            DataStream<IN> in,
            AsyncFunction<IN, OUT> func,
            long timeout,
            TimeUnit timeUnit,
            AsyncRetryStrategy<OUT> asyncRetryStrategy) {
        return unorderedWaitWithRetry(in, func, timeout, timeUnit, DEFAULT_CAPACITY, asyncRetryStrategy);
    }

    /** @param timeout more than 0: without it, a record could be tried for ever */
    public static <IN, OUT> SingleOutputStreamOperator<OUT> unorderedWaitWithRetry(
            DataStream<IN> in,
            AsyncFunction<IN, OUT> func,
            long timeout,
            TimeUnit timeUnit,
            int capacity,
            AsyncRetryStrategy<OUT> asyncRetryStrategy) {
        return retried(in, func, timeUnit.toMillis(timeout), capacity, false, asyncRetryStrategy);
    }

    public static <IN, OUT> SingleOutputStreamOperator<OUT> orderedWaitWithRetry(
            DataStream<IN> in,
            AsyncFunction<IN, OUT> func,
            long timeout,
            TimeUnit timeUnit,
            AsyncRetryStrategy<OUT> asyncRetryStrategy) {
        return orderedWaitWithRetry(in, func, timeout, timeUnit, DEFAULT_CAPACITY, asyncRetryStrategy);
    }

    /** @param timeout more than 0: without it, a record could be tried for ever */
    public static <IN, OUT> SingleOutputStreamOperator<OUT> orderedWaitWithRetry(
            DataStream<IN> in,
            AsyncFunction<IN, OUT> func,
            long timeout,
            TimeUnit timeUnit,
            int capacity,
            AsyncRetryStrategy<OUT> asyncRetryStrategy) {
        return retried(in, func, timeUnit.toMillis(timeout), capacity, true, asyncRetryStrategy);
    }

    private static <IN, OUT> SingleOutputStreamOperator<OUT> retried(
            DataStream<IN> in,
            AsyncFunction<IN, OUT> func,
            long timeoutMs,
            int capacity,
            boolean ordered,
            AsyncRetryStrategy<OUT> strategy) {
        if (timeoutMs <= 0) {
            throw new IllegalArgumentException(
                    "Timeout of async calls with retries: expected=1 ms or more, actual=" + timeoutMs + " ms");
        }
        Objects.requireNonNull(strategy, "asyncRetryStrategy");
        return add(in, func, timeoutMs, capacity, ordered, strategy);
    }

    private static <IN, OUT> SingleOutputStreamOperator<OUT> add(
            DataStream<IN> in,
            AsyncFunction<IN, OUT> func,
            long timeoutMs,
            int capacity,
            boolean ordered,
            @Nullable AsyncRetryStrategy<OUT> strategy) {
        if (timeoutMs < 0) {
            throw new IllegalArgumentException(
                    "Timeout of async calls: expected=0 ms or more, actual=" + timeoutMs + " ms");
        }
        if (capacity < 1) {
            throw new IllegalArgumentException("Capacity of async calls: expected=1 or more, actual=" + capacity);
        }
        in.node().refine(func, AsyncFunction.class, 0);
        in.getExecutionEnvironment().clean(func);
        TypeInformation<OUT> type = OutputTypes.of(func, AsyncFunction.class, 1, in.getType());
        return in.oneInput(
                "async wait operator",
                type,
                context -> new AsyncFactory<>(
                        func, in.node().type(), ordered, timeoutMs, capacity, strategy, context.batch()));
    }
}
