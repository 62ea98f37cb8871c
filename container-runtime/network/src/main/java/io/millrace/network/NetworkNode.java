package io.millrace.network;

import io.millrace.control.Address;
import io.millrace.control.Message;
import io.millrace.control.live.Transport;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where a process takes and opens connections, for messages between actors and for records between tasks.
 * Whoever is at the other end of a connection has proved that it knows the application's secret: see {@link Handshake}.
 *
 * <p>A node that another one named by {@link #knows}, or that connected to this one, can be sent messages to. All methods may
 * be called by any thread and do not block, but {@link #start} and {@link #close}.
 */
public final class NetworkNode implements Transport, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkNode.class);

    private final String name;
    private final NetworkSettings settings;
    private final Connections connections;
    private final EventLoop controlLoop;
    private final Links links;
    private final Map<String, Correspondent> correspondents = new ConcurrentHashMap<>();
    private final int port;
    private volatile BiConsumer<Address, Message> receiver = (to, message) -> {};
    private volatile Consumer<String> cutOff = node -> {};

    private NetworkNode(String name, NetworkSettings settings, Secret secret, int version) throws IOException {
        Handshake.checkName(name);
        this.name = name;
        this.settings = settings;
        this.connections = new Connections(name, settings, secret, version, this::established);
        this.controlLoop = connections.loops().next();
        this.links = new Links(name, settings, connections, controlLoop);
        try {
            this.port = connections.listen();
        } catch (IOException | RuntimeException e) {
            connections.close();
            throw e;
        }
        LOG.info("node {} listens at port {}", name, port);
    }

    /**
     * Listens from now on.
     *
     * @param name how other nodes name this one; different from all of theirs
     * @param secret the application's
     * @throws IOException if no port is free; the message names those that were tried
     */
    public static NetworkNode start(String name, NetworkSettings settings, Secret secret) throws IOException {
        return new NetworkNode(name, settings, secret, Handshake.VERSION);
    }

    /** As if this were another version of Millrace. */
    static NetworkNode startAs(int version, String name, NetworkSettings settings, Secret secret) throws IOException {
        return new NetworkNode(name, settings, secret, version);
    }

    public String name() {
        return name;
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Who gets the messages that come, on threads of the network: it must not block. What came before is dropped. */
    public void receiveWith(BiConsumer<Address, Message> consumer) {
        receiver = consumer;
    }

    /**
     * Who hears of nodes with which no connection for messages is open any more, on threads of the network: it must not block.
     * The node may have ended, and may as well connect again.
     */
    public void cutOffTo(Consumer<String> consumer) {
        cutOff = consumer;
    }

    /** Says where a node listens; a later call for the same node replaces it, and its connections are opened anew. */
    public void knows(String node, String host, int nodePort) {
        if (!node.equals(name)) {
            InetSocketAddress address = InetSocketAddress.createUnresolved(host, nodePort);
            correspondent(node).knows(address);
            links.knows(node, address);
        }
    }

    @Override
    public void send(Address to, Message message) {
        Correspondent correspondent = correspondents.get(to.node());
        if (correspondent == null) {
            LOG.debug("node {}: {} is dropped: nobody knows where {} is", name, message, to);
            return;
        }
        byte[] whole;
        try {
            whole = ControlHandler.whole(to, message);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error(
                    "node {}: a {} to {} cannot be written",
                    name,
                    message.getClass().getSimpleName(),
                    to,
                    e);
            return;
        }
        if (whole.length > settings.messageBytesMax()) {
            LOG.error(
                    "node {}: a {} to {} has {} bytes, more than the {} that {} allows, and is not sent: raise that setting, "
                            + "or let the functions of the job carry less data",
                    name,
                    message.getClass().getSimpleName(),
                    to,
                    whole.length,
                    settings.messageBytesMax(),
                    NetworkOptions.MESSAGE_MAX.key());
            return;
        }
        correspondent.send(whole);
    }

    /** Streams of elements to and from other nodes. */
    public ElementStreams streams() {
        return links;
    }

    private Correspondent correspondent(String node) {
        return correspondents.computeIfAbsent(
                node,
                unknown -> new Correspondent(
                        name, unknown, settings, connections, controlLoop, gone -> cutOff.accept(gone)));
    }

    private void established(Channel channel, ConnectionKind kind, String peer, boolean dialed) {
        LOG.debug("node {}: {} connection with node {} at {}", name, kind, peer, channel.remoteAddress());
        if (kind == ConnectionKind.DATA) {
            links.established(channel, peer);
            return;
        }
        Correspondent correspondent = correspondent(peer);
        channel.pipeline()
                .addLast(new ControlHandler(
                        peer,
                        settings.messageBytesMax(),
                        (to, message) -> receiver.accept(to, message),
                        () -> correspondent.closed(channel)));
        correspondent.opened(channel);
    }

    /** How many connections that others opened have not proved themselves yet. */
    int strangers() {
        return connections.strangers();
    }

    /** Closes all connections and stops listening; when it returns, the port is free. */
    @Override
    public void close() {
        connections.close();
    }
}
