package io.millrace.datastream.functions.async;

import java.util.Collection;

/** Takes the result of one call of an {@link AsyncFunction}. Any thread may complete it; only the first time counts. */
public interface ResultFuture<OUT> {
    /** The records that come of the call; there may be none. */
    void complete(Collection<OUT> result);

    /** The call failed; so does the task, unless the call is made again. */
    void completeExceptionally(Throwable error);

    /** As the other; the records are made by the task's thread. What {@code supplier} throws is the call's failure. */
    default void complete(CollectionSupplier<OUT> supplier) {
        try {
            complete(supplier.get());
        } catch (Exception e) {
            completeExceptionally(e);
        }
    }
}
