package io.millrace.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.Future;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Leads one side through the {@link Handshake}, then makes way for what the connection is for. */
final class HandshakeHandler extends SimpleChannelInboundHandler<ByteBuf> {
    /** What becomes of the connection. Called on its event loop. */
    interface Outcome {
        /** Both sides have proved themselves; nothing has been sent since. Puts its handlers into the pipeline. */
        void established(ChannelHandlerContext ctx, ConnectionKind kind, String peer);

        /** The connection is closed. */
        void failed(ChannelHandlerContext ctx, String reason);
    }

    private final Handshake.@Nullable Dialer dialer;
    private final Handshake.@Nullable Acceptor acceptor;
    private final ConnectionKind kind;
    private final String expected;
    private final Duration timeout;
    private final FrameDecoder frames;
    private final ReadSizes reads;
    private final Outcome outcome;

    private int framesRead;
    private boolean decided;
    private @Nullable Future<?> deadline;

    private HandshakeHandler(
            Handshake.@Nullable Dialer dialer,
            Handshake.@Nullable Acceptor acceptor,
            ConnectionKind kind,
            String expected,
            Duration timeout,
            FrameDecoder frames,
            ReadSizes reads,
            Outcome outcome) {
        this.dialer = dialer;
        this.acceptor = acceptor;
        this.kind = kind;
        this.expected = expected;
        this.timeout = timeout;
        this.frames = frames;
        this.reads = reads;
        this.outcome = outcome;
    }

    /** @param reads are told when the other side has proved itself */
    static HandshakeHandler dialing(
            Handshake.Dialer dialer,
            ConnectionKind kind,
            String acceptor,
            Duration timeout,
            FrameDecoder frames,
            ReadSizes reads,
            Outcome outcome) {
        return new HandshakeHandler(dialer, null, kind, acceptor, timeout, frames, reads, outcome);
    }

    static HandshakeHandler accepting(
            Handshake.Acceptor acceptor, Duration timeout, FrameDecoder frames, ReadSizes reads, Outcome outcome) {
        return new HandshakeHandler(null, acceptor, ConnectionKind.CONTROL, "", timeout, frames, reads, outcome);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        deadline = ctx.executor()
                .schedule(
                        () -> fail(ctx, "it did not prove itself within " + timeout.toMillis() + " ms"),
                        timeout.toMillis(),
                        TimeUnit.MILLISECONDS);
        if (dialer != null) {
            send(ctx, dialer.hello());
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf message) {
        if (decided) {
            return;
        }
        byte[] bytes = ByteBufUtil.getBytes(message);
        try {
            if (dialer != null) {
                dial(ctx, dialer, bytes);
            } else if (acceptor != null) {
                accept(ctx, acceptor, bytes);
            }
        } catch (HandshakeFailedException e) {
            fail(ctx, String.valueOf(e.getMessage()));
        }
    }

    private void dial(ChannelHandlerContext ctx, Handshake.Dialer side, byte[] bytes) throws HandshakeFailedException {
        if (framesRead++ == 0) {
            send(ctx, side.challenged(bytes));
        } else {
            side.answered(bytes);
            establish(ctx, kind, expected);
        }
    }

    private void accept(ChannelHandlerContext ctx, Handshake.Acceptor side, byte[] bytes)
            throws HandshakeFailedException {
        if (framesRead++ == 0) {
            send(ctx, side.greeted(bytes));
            return;
        }
        byte[] answer = side.proved(bytes);
        try {
            side.check();
        } catch (HandshakeFailedException otherVersion) {
            // It knows the secret, so it is told; it closes when it has read that.
            decided = true;
            ctx.write(frame(ctx, answer)).addListener(ChannelFutureListener.CLOSE);
            ctx.flush();
            outcome.failed(ctx, String.valueOf(otherVersion.getMessage()));
            return;
        }
        Quietly.write(ctx, frame(ctx, answer));
        establish(ctx, side.kind(), side.node());
        ctx.flush();
    }

    private void establish(ChannelHandlerContext ctx, ConnectionKind agreed, String peer) {
        decided = true;
        frames.allow(Frames.LENGTH_MAX);
        reads.prove();
        outcome.established(ctx, agreed, peer);
        ctx.pipeline().remove(this);
    }

    private void fail(ChannelHandlerContext ctx, String reason) {
        if (!decided) {
            decided = true;
            outcome.failed(ctx, reason);
            Quietly.close(ctx);
        }
    }

    private static ByteBuf frame(ChannelHandlerContext ctx, byte[] bytes) {
        return ctx.alloc()
                .ioBuffer(Frames.LENGTH_BYTES + bytes.length)
                .writeInt(bytes.length)
                .writeBytes(bytes);
    }

    private static void send(ChannelHandlerContext ctx, byte[] bytes) {
        Quietly.write(ctx, frame(ctx, bytes));
        ctx.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(ctx, "it closed the connection before it had proved itself");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Throwable root = cause.getCause() != null ? cause.getCause() : cause;
        fail(
                ctx,
                root instanceof ClosedChannelException
                        ? "it closed the connection"
                        : String.valueOf(root.getMessage()));
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
