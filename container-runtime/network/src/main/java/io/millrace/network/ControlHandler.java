package io.millrace.network;

import io.millrace.control.Address;
import io.millrace.control.Message;
import io.millrace.protocol.wire.CorruptMessageException;
import io.millrace.protocol.wire.MessageCodec;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together the messages that come by a control connection. */
final class ControlHandler extends SimpleChannelInboundHandler<ByteBuf> {
    private static final Logger LOG = LoggerFactory.getLogger(ControlHandler.class);

    private final String peer;
    private final int messageBytesMax;
    private final BiConsumer<Address, Message> receiver;
    private final Runnable gone;

    private byte @Nullable [] message;
    private int filled;

    ControlHandler(String peer, int messageBytesMax, BiConsumer<Address, Message> receiver, Runnable gone) {
        this.peer = peer;
        this.messageBytesMax = messageBytesMax;
        this.receiver = receiver;
        this.gone = gone;
    }

    /** The whole of a message: see {@link Frames}. */
    static byte[] whole(Address to, Message message) {
        byte[] node = to.node().getBytes(StandardCharsets.UTF_8);
        byte[] actor = to.actor().getBytes(StandardCharsets.UTF_8);
        byte[] body = MessageCodec.encode(message);
        return ByteBuffer.allocate(2 * Short.BYTES + node.length + actor.length + body.length)
                .putShort((short) node.length)
                .put(node)
                .putShort((short) actor.length)
                .put(actor)
                .put(body)
                .array();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf frame) throws IOException {
        byte type = frame.readByte();
        if (type == Frames.PING) {
            return;
        }
        if (type != Frames.MESSAGE) {
            throw new IOException("a frame of type " + type + " on a control connection");
        }
        byte flags = frame.readByte();
        if ((flags & Frames.FIRST) != 0) {
            begin(frame.readInt());
        }
        byte[] filling = message;
        if (filling == null || frame.readableBytes() > filling.length - filled) {
            throw new IOException("a part of a message that does not fit");
        }
        int part = frame.readableBytes();
        frame.readBytes(filling, filled, part);
        filled += part;
        if ((flags & Frames.LAST) != 0) {
            message = null;
            deliver(filling);
        }
    }

    private void begin(int length) throws IOException {
        if (length < 0 || length > messageBytesMax) {
            throw new IOException("a message of " + length + " bytes, expected at most " + messageBytesMax + " ("
                    + NetworkOptions.MESSAGE_MAX.key() + ")");
        }
        message = new byte[length];
        filled = 0;
    }

    private void deliver(byte[] whole) throws IOException {
        if (filled != whole.length) {
            throw new IOException("a message of " + whole.length + " bytes ends after " + filled);
        }
        ByteBuffer in = ByteBuffer.wrap(whole);
        Address to;
        try {
            to = new Address(text(in), text(in));
        } catch (BufferUnderflowException e) {
            throw new IOException("the address of a message is cut", e);
        }
        Message decoded;
        try {
            decoded = MessageCodec.decode(Arrays.copyOfRange(whole, in.position(), whole.length));
        } catch (CorruptMessageException e) {
            throw new IOException("a message to " + to + " cannot be read: " + e.getMessage(), e);
        }
        receiver.accept(to, decoded);
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[Short.toUnsignedInt(in.getShort())];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        gone.run();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Throwable root = cause.getCause() != null && cause instanceof io.netty.handler.codec.DecoderException
                ? cause.getCause()
                : cause;
        if (ctx.channel().isActive()) {
            LOG.warn(
                    "the connection with node {} at {} is closed: {}",
                    peer,
                    ctx.channel().remoteAddress(),
                    root,
                    root);
        }
        Quietly.close(ctx);
    }
}
