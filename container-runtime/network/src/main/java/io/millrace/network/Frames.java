package io.millrace.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * What crosses a connection: frames. Numbers have their highest byte first.
 *
 * <pre>
 * frame     = length of the rest: 4; type: 1; body          (in the handshake: length, body)
 *
 * PING      empty: the connection lives
 *
 * control connections
 * MESSAGE   flags: 1; with FIRST the length of the whole: 4; a part of the whole
 *           the whole = node: text, actor: text, the message as MessageCodec writes it; text = length: 2, UTF-8
 *
 * data connections; a stream is named by its receiver, and the number is of this connection and direction
 * OPEN      stream: 4; credits: 4; name: the rest           receiver to sender
 * CREDIT    stream: 4; more credits: 4                      receiver to sender
 * CANCEL    stream: 4                                       receiver to sender: nothing more is wanted
 * ELEMENT   stream: 4; flags: 1; with FIRST the element's kind: 1 and length: 4; a part of it
 *           flags: FIRST, LAST: the element begins, ends here; END: so does the stream
 * BROKEN    stream: 4; reason: UTF-8, the rest              sender to receiver: nothing more will come
 * </pre>
 *
 * A message or element of any size goes in parts of {@link #PART_BYTES} at most, so no frame is large, and many streams
 * share a connection without waiting long for each other.
 */
final class Frames {
    static final int LENGTH_BYTES = 4;
    static final int TYPE_OFFSET = LENGTH_BYTES;
    static final int BODY_OFFSET = TYPE_OFFSET + 1;

    static final byte PING = 0;
    static final byte MESSAGE = 1;
    static final byte OPEN = 2;
    static final byte CREDIT = 3;
    static final byte CANCEL = 4;
    static final byte ELEMENT = 5;
    static final byte BROKEN = 6;

    /** Flag: the message or element begins here. */
    static final byte FIRST = 1;
    /** Flag: it ends here. */
    static final byte LAST = 2;

    /** Flag: the stream ends here. */
    static final byte END = 4;

    /** What a part carries at most. */
    static final int PART_BYTES = 32 * 1024;
    /** The largest value of the length field after the handshake. */
    static final int LENGTH_MAX = PART_BYTES + 64;

    private Frames() {}

    static ByteBuf ping(ByteBufAllocator allocator) {
        return begin(allocator, PING, 0);
    }

    /** A frame without its body, with room for it. */
    static ByteBuf begin(ByteBufAllocator allocator, byte type, int bodyBytes) {
        return allocator
                .ioBuffer(BODY_OFFSET + bodyBytes)
                .writeInt(BODY_OFFSET - LENGTH_BYTES + bodyBytes)
                .writeByte(type);
    }
}
