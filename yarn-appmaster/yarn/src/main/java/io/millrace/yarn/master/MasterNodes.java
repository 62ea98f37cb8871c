package io.millrace.yarn.master;

import io.millrace.control.Address;
import io.millrace.control.Message;
import io.millrace.control.live.LiveNode;
import io.millrace.control.live.Transport;
import io.millrace.control.live.TurnFailure;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The nodes of this process, joined by references; what is for others goes to the network. Thread-safe. */
final class MasterNodes implements Transport {
    private final Map<String, LiveNode> here = new ConcurrentHashMap<>();
    private final Transport network;

    MasterNodes(Transport network) {
        this.network = network;
    }

    LiveNode start(String name, TurnFailure onFailure) {
        LiveNode node = LiveNode.start(name, this, onFailure);
        here.put(name, node);
        return node;
    }

    @Override
    public void send(Address to, Message message) {
        LiveNode node = here.get(to.node());
        if (node != null) {
            node.receive(to, message);
        } else {
            network.send(to, message);
        }
    }

    /** No turn is taken afterwards. */
    void close() {
        here.values().forEach(LiveNode::close);
    }
}
