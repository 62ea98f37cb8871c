package io.millrace.network;

import io.millrace.control.Address;
import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.protocol.JobManagerMessage.Goodbye;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Nodes of a test, and what came to them. */
final class Nodes implements AutoCloseable {
    static final Secret SECRET = Secret.random();

    record Received(Address to, Message message) {}

    private final List<NetworkNode> nodes = new ArrayList<>();

    /** Quick to give up and to try again. */
    static NetworkSettings settings() {
        return new NetworkSettings(
                "127.0.0.1",
                PortRange.ANY,
                1,
                1 << 26,
                1 << 27,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                16,
                Duration.ofMillis(5),
                Duration.ofMillis(20),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60));
    }

    NetworkNode start(String name) {
        return start(name, settings(), SECRET);
    }

    NetworkNode start(String name, NetworkSettings settings, Secret secret) {
        try {
            NetworkNode node = NetworkNode.start(name, settings, secret);
            nodes.add(node);
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    NetworkNode add(NetworkNode node) {
        nodes.add(node);
        return node;
    }

    static List<Received> listen(NetworkNode node) {
        List<Received> received = new CopyOnWriteArrayList<>();
        node.receiveWith((to, message) -> received.add(new Received(to, message)));
        return received;
    }

    static Message message(String text) {
        return new Goodbye(new Epoch(1), text);
    }

    @Override
    public void close() {
        nodes.forEach(NetworkNode::close);
    }
}
