package io.millrace.taskmanager.exchange;

import java.util.List;

/** What travels in a channel, in order: batches of records, and events between them. */
public sealed interface Element
        permits Batch, WrittenBatch, Element.Watermark, Element.Barrier, Element.Superstep, Element.Signal {

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

    /** Inside a loop, around the records of a superstep. Numbers grow by one, from 1. */
    sealed interface Superstep extends Element permits SuperstepBegin, SuperstepEnd {
        int number();
    }

    /** @param news what the head of the loop tells all operators in it; never written to */
    record SuperstepBegin(int number, byte[] news) implements Superstep {}

    /**
     * No record of the superstep follows in this channel.
     *
     * @param reports of operators to the head of the loop; on their way there each report takes one channel only
     */
    record SuperstepEnd(int number, List<byte[]> reports) implements Superstep {}

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
