package io.millrace.taskmanager.task;

import io.millrace.taskmanager.exchange.ChannelHub;

/** What drives a chain: reads input, or asks the source. Used by the thread that runs the task. */
public interface Head {
    /**
     * Reads the next batch or event, or goes on with the batch at hand until something needs attention.
     *
     * @return about how many records or events were handled; 0 if there is nothing to do now
     */
    int advance() throws Exception;

    /**
     * Called in place of {@link #advance} while the outputs are full: does what does not emit.
     *
     * @return as {@link #advance}
     */
    default int advanceWhileFull() throws Exception {
        return 0;
    }

    /** Whether its thread may be held, if it is its own, until the outputs have room. */
    default boolean mayWaitForRoom() {
        return true;
    }

    /** Of a source that had emitted all when it was restored: only its end is to be told. Before the first advance. */
    default void beginAtEnd() {}

    /** Gives the input channels back. The last call. */
    default void release(ChannelHub hub) {}
}
