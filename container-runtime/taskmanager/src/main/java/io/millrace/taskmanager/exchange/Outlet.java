package io.millrace.taskmanager.exchange;

import org.jspecify.annotations.Nullable;

/** The producer's end of one way for elements. Used by the thread that runs the producer. */
public interface Outlet {
    /** Who is to be woken when there is room again. Before the first {@link #offer}. */
    void onRoom(WakeUp wakeUp);

    /**
     * Appends an element.
     *
     * @return false if there is no room: the element was not taken, and a wake-up follows when there is
     * @throws ChannelBrokenException if the way to the consumer is broken
     * @throws BlockingExchangeException if there will be no room, for a reason that somebody must mend
     */
    boolean offer(Element element);

    /** Present if whoever offers here is to write records as bytes at once, rather than offer batches of them. */
    default @Nullable BatchWriter writer() {
        return null;
    }
}
