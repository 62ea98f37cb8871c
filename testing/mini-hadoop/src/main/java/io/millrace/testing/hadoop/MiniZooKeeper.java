package io.millrace.testing.hadoop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/** One ZooKeeper server on a port of its own, reachable from this machine only. */
final class MiniZooKeeper implements AutoCloseable {
    private static final int TICK_MILLIS = 500;
    private static final int MOST_CLIENTS = 500;

    private final NIOServerCnxnFactory connections;

    private MiniZooKeeper(NIOServerCnxnFactory connections) {
        this.connections = connections;
    }

    static MiniZooKeeper start(Path data) throws IOException {
        ZooKeeperServer server = new ZooKeeperServer(data.toFile(), data.toFile(), TICK_MILLIS);
        NIOServerCnxnFactory connections = new NIOServerCnxnFactory();
        connections.configure(new InetSocketAddress(InetAddress.getByName("localhost"), 0), MOST_CLIENTS);
        try {
            connections.startup(server);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while ZooKeeper started", e);
        }
        return new MiniZooKeeper(connections);
    }

    String quorum() {
        return "localhost:" + connections.getLocalPort();
    }

    @Override
    public void close() {
        connections.shutdown();
    }
}
