package io.millrace.network;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Opens and takes connections, and hands on those whose other side has proved itself. Thread-safe. */
final class Connections implements AutoCloseable {
    /** What is done with a connection when both sides have proved themselves. Called on its event loop. */
    interface Users {
        /** @param dialed whether this side opened it */
        void established(Channel channel, ConnectionKind kind, String peer, boolean dialed);
    }

    /** What became of an attempt to reach a node. Called on an event loop. */
    interface Dialed {
        /** @param failure why there is no connection; null if there is one, and then the users have got it */
        void done(@Nullable String failure);
    }

    private final String self;
    private final NetworkSettings settings;
    private final Secret secret;
    private final int version;
    private final Users users;
    private final Strangers strangers;
    private final EventLoopGroup loops;
    private final ChannelGroup all = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    Connections(String self, NetworkSettings settings, Secret secret, int version, Users users) {
        this.self = self;
        this.settings = settings;
        this.secret = secret;
        this.version = version;
        this.users = users;
        this.strangers = new Strangers(self, settings.strangersMax());
        this.loops = new MultiThreadIoEventLoopGroup(
                settings.threads(),
                new DefaultThreadFactory("millrace-network-" + self, true),
                NioIoHandler.newFactory());
    }

    EventLoopGroup loops() {
        return loops;
    }

    /** How many connections are in their handshake that others opened. */
    int strangers() {
        return strangers.count();
    }

    /** @return the port */
    int listen() throws IOException {
        ServerBootstrap server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        prepareAccepted(channel);
                    }
                });
        Throwable last = null;
        for (int port : settings.ports().ports()) {
            ChannelFuture bound = bind(server, port);
            if (bound.isSuccess()) {
                all.add(bound.channel());
                return ((InetSocketAddress) bound.channel().localAddress()).getPort();
            }
            last = bound.cause();
        }
        throw new IOException(
                "node " + self + " can listen at none of the ports " + settings.ports()
                        + (settings.bindHost().isEmpty() ? "" : " of " + settings.bindHost())
                        + "; allow more of them, or 0 for any",
                last);
    }

    private ChannelFuture bind(ServerBootstrap server, int port) {
        InetSocketAddress address = settings.bindHost().isEmpty()
                ? new InetSocketAddress(port)
                : new InetSocketAddress(settings.bindHost(), port);
        return server.bind(address).awaitUninterruptibly();
    }

    private void prepareAccepted(Channel channel) {
        all.add(channel);
        strangers.came(channel);
        channel.closeFuture().addListener(closed -> strangers.went(channel));
        FrameDecoder frames = new FrameDecoder(Handshake.FRAME_BYTES_MAX);
        channel.pipeline()
                .addLast(
                        frames,
                        HandshakeHandler.accepting(
                                new Handshake.Acceptor(secret, version, self),
                                settings.handshakeTimeout(),
                                frames,
                                ReadSizes.of(channel),
                                new HandshakeHandler.Outcome() {
                                    @Override
                                    public void established(
                                            ChannelHandlerContext ctx, ConnectionKind kind, String peer) {
                                        strangers.went(channel);
                                        use(channel, kind, peer, false);
                                    }

                                    @Override
                                    public void failed(ChannelHandlerContext ctx, String reason) {
                                        strangers.refused(channel, reason);
                                    }
                                }));
    }

    private void use(Channel channel, ConnectionKind kind, String peer, boolean dialed) {
        channel.pipeline()
                .addLast(
                        new IdleStateHandler(
                                settings.silenceMax().toMillis(),
                                settings.pingInterval().toMillis(),
                                0,
                                TimeUnit.MILLISECONDS),
                        new Liveness(peer, settings.silenceMax()));
        users.established(channel, kind, peer, dialed);
    }

    void dial(ConnectionKind kind, String node, InetSocketAddress address, Dialed dialed) {
        Answer answer = new Answer(dialed);
        if (loops.isShuttingDown()) {
            answer.give("this node ends");
            return;
        }
        FrameDecoder frames = new FrameDecoder(Handshake.FRAME_BYTES_MAX);
        Bootstrap client = new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.connectTimeout().toMillis())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        all.add(channel);
                        channel.pipeline().addLast(frames, dialing(kind, node, frames, ReadSizes.of(channel), answer));
                    }
                });
        client.connect(address).addListener(connected -> {
            if (!connected.isSuccess()) {
                answer.give(String.valueOf(connected.cause().getMessage()));
            }
        });
    }

    private HandshakeHandler dialing(
            ConnectionKind kind, String node, FrameDecoder frames, ReadSizes reads, Answer answer) {
        return HandshakeHandler.dialing(
                new Handshake.Dialer(secret, version, kind, self, node),
                kind,
                node,
                settings.handshakeTimeout(),
                frames,
                reads,
                new HandshakeHandler.Outcome() {
                    @Override
                    public void established(ChannelHandlerContext ctx, ConnectionKind agreed, String peer) {
                        use(ctx.channel(), agreed, peer, true);
                        answer.give(null);
                    }

                    @Override
                    public void failed(ChannelHandlerContext ctx, String reason) {
                        answer.give(reason);
                    }
                });
    }

    /** Stops listening and closes all connections; when it returns, the threads have ended or been left to end. */
    @Override
    public void close() {
        all.close().awaitUninterruptibly();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    /** Given once. */
    private static final class Answer {
        private @Nullable Dialed to;

        Answer(Dialed to) {
            this.to = to;
        }

        synchronized void give(@Nullable String failure) {
            Dialed waiting = to;
            to = null;
            if (waiting != null) {
                waiting.done(failure);
            }
        }
    }
}
