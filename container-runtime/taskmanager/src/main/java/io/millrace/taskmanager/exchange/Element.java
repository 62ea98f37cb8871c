package io.millrace.taskmanager.exchange;

/** What travels in a channel, in order: batches of records, and events between them. */
public sealed interface Element permits Batch, WrittenBatch, Element.Watermark, Element.Barrier, Element.Signal {

    /** About what it takes in memory, if it carries records; else 0. */
    default long memoryBytes() {
        return 0;
    }

    /** No record with a timestamp of {@code time} or less follows in this channel. */
    record Watermark(long time) implements Element {}

    /**
     * What came before belongs to the checkpoint, what follows does not. Barriers of one channel have growing numbers.
     *
     * @param timestamp when the checkpoint was triggered, milliseconds since the epoch
     */
    record Barrier(long checkpoint, long timestamp) implements Element {}

    /** Events without a value. */
    enum Signal implements Element {
        /** Event time need not wait for this channel. */
        IDLE,
        /** The channel is to be waited for again. */
        ACTIVE,
        /** Nothing follows. */
        END
    }
}
