package io.millrace.dataflow.contract;

import io.millrace.dataflow.util.OutputTag;

/**
 * Where an operator's results go. Only the operator's own thread may call it, and only inside a call by the task.
 *
 * <p>{@code collect} does not block on a shared worker: what does not fit goes to an overflow that the task empties
 * before it goes on. On a thread of the task's own it may block.
 */
public interface Output<OUT> {
    /** The timestamp of a record that has none. */
    long NO_TIMESTAMP = Long.MIN_VALUE;

    void collect(OUT record, long timestamp);

    /** To a side output; a tag that nobody reads is dropped. */
    <X> void collect(OutputTag<X> tag, X record, long timestamp);

    /**
     * Says that no record with a timestamp of {@code watermark} or less follows. Smaller values than before are
     * ignored. For sources and operators that make watermarks; others leave forwarding to the task.
     */
    void emitWatermark(long watermark);

    /** Says that event time must not wait for this output until it is active again; any record or watermark ends it. */
    void emitIdle();
}
