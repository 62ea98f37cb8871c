package io.millrace.taskmanager.exchange.remote;

import io.millrace.dataflow.JobID;
import io.millrace.network.NetworkNode;
import io.millrace.network.NetworkSettings;
import io.millrace.network.Secret;
import io.millrace.protocol.Endpoint;
import io.millrace.protocol.TaskManagerId;
import io.millrace.taskmanager.exchange.Channel;
import io.millrace.taskmanager.exchange.ChannelHub;
import io.millrace.taskmanager.exchange.ChannelId;
import io.millrace.taskmanager.exchange.ExchangeCompression;
import io.millrace.taskmanager.kit.TestTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Two TaskManagers' networks in one JVM, joined by real sockets; what leaves the first is compressed. */
final class TwoNodes implements AutoCloseable {
    static final JobID JOB = new JobID(1, 2);
    static final int BATCHES_MAX = 4;

    final List<TaskManagerId> ids = List.of(new TaskManagerId("tm-0"), new TaskManagerId("tm-1"));
    final List<NetworkNode> nodes;
    final List<NetworkChannels> carriers;
    final List<ChannelHub> hubs = List.of(new ChannelHub(BATCHES_MAX), new ChannelHub(BATCHES_MAX));

    TwoNodes() {
        Secret secret = Secret.random();
        try {
            nodes = List.of(
                    NetworkNode.start("tm-0", NetworkSettings.defaults(), secret),
                    NetworkNode.start("tm-1", NetworkSettings.defaults(), secret));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        carriers = List.of(
                new NetworkChannels(nodes.get(0), 2, ExchangeCompression.LZ4),
                new NetworkChannels(nodes.get(1), 2, ExchangeCompression.NONE));
        carriers.forEach(carrier -> carrier.reachable(endpoints()));
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(ids.get(0), "127.0.0.1", nodes.get(0).port()),
                new Endpoint(ids.get(1), "127.0.0.1", nodes.get(1).port()));
    }

    static ChannelId id(int number) {
        return new ChannelId(JOB, 0, number, 0, 0, 0);
    }

    Channel producer(int side, int number) {
        Channel channel = hubs.get(side).channel(id(number));
        carriers.get(side)
                .outgoing(
                        channel,
                        ids.get(1 - side),
                        TestTypes.<Object>immutable().createSerializer(new io.millrace.dataflow.ExecutionConfig()));
        return channel;
    }

    Channel consumer(int side, int number) {
        Channel channel = hubs.get(side).channel(id(number));
        carriers.get(side)
                .incoming(
                        channel,
                        ids.get(1 - side),
                        TestTypes.<Object>immutable().createSerializer(new io.millrace.dataflow.ExecutionConfig()));
        return channel;
    }

    @Override
    public void close() {
        nodes.forEach(NetworkNode::close);
    }
}
