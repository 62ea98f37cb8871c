package io.millrace.network;

import org.jspecify.annotations.Nullable;

/**
 * Streams of elements between nodes. A stream leads from a sender to the receiver who opened it. It is in order and whole
 * until it breaks, and then both ends hear of it once. The sender gives an element only when the receiver has room for it:
 * each takes one credit. All streams of two nodes share a connection, and none can hold up another one there for longer than
 * it takes to write {@link Frames#PART_BYTES}.
 *
 * <p>What an element holds is for the ends to know. Methods may be called by any thread and never block; callbacks come on
 * threads of the network, one at a time for each stream, and must not block.
 */
public interface ElementStreams {
    /**
     * One element under way.
     *
     * @param kind for the receiver
     * @param bytes its first {@code length} bytes count, and do not change any more
     * @param last whether the stream ends with it
     * @param sent called on a thread of the network when the bytes are not needed any more; not if the stream breaks
     */
    record StreamElement(byte kind, byte[] bytes, int length, boolean last, Runnable sent) {
        private static final Runnable NOBODY = () -> {};

        public StreamElement(byte kind, byte[] bytes, int length, boolean last) {
            this(kind, bytes, length, last, NOBODY);
        }
    }

    /** Is asked for the streams that other nodes open. */
    interface Server {
        /** To be answered, at any time, by {@link OutgoingStream#feed} or {@link OutgoingStream#refuse}. */
        void opened(byte[] name, OutgoingStream stream);
    }

    /** The sender's end. */
    interface Source {
        /**
         * The next element, or null if there is none now: {@link OutgoingStream#ready} says when there may be one.
         *
         * @throws RuntimeException ends the stream: its message is told to both ends
         */
        @Nullable
        StreamElement poll();

        /** The receiver wants no more. The last call, as is {@link #broken}. */
        void cancelled();

        /** Nothing more can be sent. */
        void broken(String reason);
    }

    /** The receiver's end. */
    interface Receiver {
        /**
         * @param stream the one that was opened
         * @param bytes the receiver's own
         */
        void arrived(IncomingStream stream, byte kind, byte[] bytes);

        /** Nothing more will come. The last call. */
        void broken(String reason);
    }

    /** From now on this one is asked for the streams that others open. */
    void serve(Server server);

    /**
     * Opens a stream.
     *
     * @param node who has it
     * @param name what it is called there; 16 KiB at most
     * @param credits for how many elements there is room to begin with
     */
    IncomingStream open(String node, byte[] name, int credits, Receiver receiver);
}
