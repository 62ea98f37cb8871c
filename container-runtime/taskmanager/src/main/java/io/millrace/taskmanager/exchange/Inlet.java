package io.millrace.taskmanager.exchange;

import org.jspecify.annotations.Nullable;

/** The consumer's end of one way for elements. Used by the thread that runs the consumer. */
public interface Inlet {
    /** Who is to be woken when there is something to poll. Look once after the call: it does not tell of the past. */
    void onElement(WakeUp wakeUp);

    /**
     * The next element, or null if there is none now.
     *
     * @throws ChannelBrokenException if the way from the producer is broken and all that came is polled
     * @throws PartitionLostException if what the producer wrote cannot be had any more
     */
    @Nullable
    Element poll();

    /** The consumer has ended and will not poll again. The last call. */
    void release(ChannelHub hub);
}
