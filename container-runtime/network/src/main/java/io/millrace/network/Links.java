package io.millrace.network;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds or opens the data connection for a stream. All is done on one event loop, which methods may be called from outside
 * of.
 */
final class Links implements ElementStreams {
    private static final Logger LOG = LoggerFactory.getLogger(Links.class);

    private static final int NAME_BYTES_MAX = 16 * 1024;

    /** A process that listens takes a connection at once; a port at which nobody listens any more is told by the first. */
    private static final int DIALS_MAX = 4;

    /** What waits in a socket's memory of our own; more stays where it comes from. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(128 * 1024, 256 * 1024);

    /** The way to one node. */
    private static final class Way {
        final List<Link> open = new ArrayList<>();
        final ArrayDeque<IncomingStream> waiting = new ArrayDeque<>();

        @Nullable
        InetSocketAddress known;

        boolean dialing;
        int failures;
    }

    private final String self;
    private final NetworkSettings settings;
    private final Connections connections;
    private final EventLoop loop;
    private final Map<String, Way> ways = new HashMap<>();
    private volatile Server server = (name, stream) -> stream.refuse("the node takes no streams");

    Links(String self, NetworkSettings settings, Connections connections, EventLoop loop) {
        this.self = self;
        this.settings = settings;
        this.connections = connections;
        this.loop = loop;
    }

    @Override
    public void serve(Server asked) {
        server = asked;
    }

    @Override
    public IncomingStream open(String node, byte[] name, int credits, Receiver receiver) {
        if (name.length > NAME_BYTES_MAX || credits < 1) {
            throw new IllegalArgumentException("stream: expected=a name of " + NAME_BYTES_MAX
                    + " bytes at most and a credit, actual=" + name.length + " bytes and " + credits);
        }
        IncomingStream stream = new IncomingStream(name, credits, receiver);
        if (!run(() -> lead(node, stream))) {
            receiver.broken("this node, " + self + ", ends");
        }
        return stream;
    }

    void knows(String node, InetSocketAddress address) {
        run(() -> way(node).known = address);
    }

    /** Both sides of a data connection have proved themselves; on its event loop. */
    void established(Channel channel, String peer) {
        channel.config().setWriteBufferWaterMark(WATER_MARK);
        Link link = new Link(
                peer,
                channel,
                (name, stream) -> server.opened(name, stream),
                gone -> run(() -> way(peer).open.remove(gone)));
        channel.pipeline().addLast(link);
        run(() -> opened(peer, link));
    }

    private boolean run(Runnable step) {
        try {
            loop.execute(step);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private Way way(String node) {
        return ways.computeIfAbsent(node, unknown -> new Way());
    }

    private void lead(String node, IncomingStream stream) {
        Way way = way(node);
        if (!way.open.isEmpty()) {
            Link link = way.open.get(0);
            link.run(() -> link.open(stream));
            return;
        }
        InetSocketAddress address = way.known;
        if (address == null) {
            stream.receiver.broken("nobody said where node " + node + " listens");
            return;
        }
        way.waiting.add(stream);
        if (!way.dialing) {
            way.dialing = true;
            way.failures = 0;
            dial(node, way, address);
        }
    }

    private void dial(String node, Way way, InetSocketAddress address) {
        connections.dial(ConnectionKind.DATA, node, address, failure -> run(() -> dialed(node, way, address, failure)));
    }

    private void dialed(String node, Way way, InetSocketAddress address, @Nullable String failure) {
        if (failure == null) {
            way.dialing = false;
            if (way.open.isEmpty()) {
                giveUp(way, "the connection with node " + node + " at " + address + " was lost");
            }
            return;
        }
        way.failures++;
        LOG.info(
                "node {}: node {} cannot be reached at {}: {} (attempt {})",
                self,
                node,
                address,
                failure,
                way.failures);
        if (way.failures < DIALS_MAX) {
            long waitMs = settings.retryMin().toMillis() << way.failures;
            loop.schedule(() -> dial(node, way, address), waitMs, TimeUnit.MILLISECONDS)
                    .addListener(done -> {});
            return;
        }
        way.dialing = false;
        if (way.open.isEmpty()) {
            giveUp(way, "node " + node + " cannot be reached at " + address + ": " + failure);
        }
    }

    private static void giveUp(Way way, String reason) {
        List<IncomingStream> waiting = new ArrayList<>(way.waiting);
        way.waiting.clear();
        for (IncomingStream stream : waiting) {
            if (!stream.isCancelled()) {
                stream.receiver.broken(reason);
            }
        }
    }

    private void opened(String peer, Link link) {
        Way way = way(peer);
        way.open.add(link);
        List<IncomingStream> waiting = new ArrayList<>(way.waiting);
        way.waiting.clear();
        waiting.forEach(stream -> link.run(() -> link.open(stream)));
    }
}
