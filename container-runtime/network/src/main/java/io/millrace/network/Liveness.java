package io.millrace.network;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that this side lives when it has nothing else to say, and closes a connection whose other side says nothing. */
final class Liveness extends ChannelDuplexHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Liveness.class);

    private final String peer;
    private final Duration silenceMax;

    Liveness(String peer, Duration silenceMax) {
        this.peer = peer;
        this.silenceMax = silenceMax;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (!(event instanceof IdleStateEvent idle)) {
            super.userEventTriggered(ctx, event);
        } else if (idle.state() == IdleState.WRITER_IDLE) {
            Quietly.write(ctx, Frames.ping(ctx.alloc()));
            ctx.flush();
        } else {
            LOG.warn(
                    "nothing came from node {} at {} for {} ms: the connection is closed",
                    peer,
                    ctx.channel().remoteAddress(),
                    silenceMax.toMillis());
            Quietly.close(ctx);
        }
    }
}
