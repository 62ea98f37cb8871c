package io.millrace.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.RecvByteBufAllocator;

/**
 * How much is read from a connection at once: no more than a frame of the handshake until the other side has proved itself, and from
 * then on as much as mostly comes.
 *
 * <p>One object decides both, since a channel asks its allocator for a handle before its first read and keeps that: another allocator
 * that it is given later is never asked. One for each connection; used on its event loop.
 */
final class ReadSizes implements RecvByteBufAllocator {
    static final int STRANGER_BYTES = Frames.LENGTH_BYTES + Handshake.FRAME_BYTES_MAX;

    private static final int LEAST_BYTES = 1024;
    private static final int FIRST_BYTES = 16 * 1024;
    private static final int MOST_BYTES = 256 * 1024;

    private final RecvByteBufAllocator afterwards =
            new AdaptiveRecvByteBufAllocator(LEAST_BYTES, FIRST_BYTES, MOST_BYTES);
    private boolean proved;

    private ReadSizes() {}

    /** Sizes for a connection that has read nothing yet. */
    static ReadSizes of(Channel channel) {
        ReadSizes sizes = new ReadSizes();
        channel.config().setRecvByteBufAllocator(sizes);
        return sizes;
    }

    /** The other side has proved itself. */
    void prove() {
        proved = true;
    }

    @Override
    @SuppressWarnings("deprecation") // the interface still gives it
    public Handle newHandle() {
        return new DelegatingHandle(afterwards.newHandle()) {
            @Override
            public ByteBuf allocate(ByteBufAllocator memory) {
                return proved ? super.allocate(memory) : memory.ioBuffer(STRANGER_BYTES, STRANGER_BYTES);
            }

            @Override
            public int guess() {
                return proved ? super.guess() : STRANGER_BYTES;
            }
        };
    }
}
