package io.millrace.datastream.functions.async;

import io.millrace.dataflow.functions.Function;
import java.io.Serializable;
import java.util.concurrent.TimeoutException;

/** Begins something for each record, and gives the results when they are there. */
public interface AsyncFunction<IN, OUT> extends Function, Serializable {
    /**
     * Begins the work for one record; called by the task's thread, which must not be kept long. {@code resultFuture} is
     * completed once, by any thread, now or later. An exception fails the task.
     */
    void asyncInvoke(IN input, ResultFuture<OUT> resultFuture) throws Exception;

    /** There was no result in time. Completes {@code resultFuture} in its place: here, with a {@link TimeoutException}. */
    default void timeout(IN input, ResultFuture<OUT> resultFuture) throws Exception {
        resultFuture.completeExceptionally(new TimeoutException("Async function call has timed out."));
    }
}
