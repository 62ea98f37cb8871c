package io.millrace.datastream.functions.async;

import java.io.Serializable;

/** Whether and when a call is made again. */
public interface AsyncRetryStrategy<OUT> extends Serializable {
    /** @param currentAttempts how many calls there were for the record, from 1 */
    boolean canRetry(int currentAttempts);

    /** How long to wait before the next call, in milliseconds. */
    long getBackoffTimeMillis(int currentAttempts);

    AsyncRetryPredicate<OUT> getRetryPredicate();
}
