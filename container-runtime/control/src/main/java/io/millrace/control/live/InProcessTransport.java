package io.millrace.control.live;

import io.millrace.control.Address;
import io.millrace.control.Message;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Joins the nodes of one JVM: messages go by reference, in order, and none is lost while both nodes are open. */
public final class InProcessTransport implements Transport {
    private final Map<String, LiveNode> nodes = new ConcurrentHashMap<>();

    void join(LiveNode node) {
        if (nodes.putIfAbsent(node.name(), node) != null) {
            throw new IllegalStateException("a node named '" + node.name() + "' is in this process already");
        }
    }

    void leave(LiveNode node) {
        nodes.remove(node.name(), node);
    }

    @Override
    public void send(Address to, Message message) {
        LiveNode node = nodes.get(to.node());
        if (node != null) {
            node.receive(to, message);
        }
    }
}
