package io.millrace.taskmanager.exchange.remote;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.network.ElementStreams;
import io.millrace.network.ElementStreams.StreamElement;
import io.millrace.network.IncomingStream;
import io.millrace.network.NetworkNode;
import io.millrace.network.OutgoingStream;
import io.millrace.protocol.Endpoint;
import io.millrace.protocol.TaskManagerId;
import io.millrace.taskmanager.exchange.Channel;
import io.millrace.taskmanager.exchange.ChannelId;
import io.millrace.taskmanager.exchange.ExchangeCompression;
import io.millrace.taskmanager.exchange.RemoteChannels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Channels between TaskManagers over the network. The consumer's side opens a stream at the producer's TaskManager, which
 * answers when its task has announced the channel, or when it keeps the partition. Thread-safe.
 */
public final class NetworkChannels implements RemoteChannels {
    private record Incoming(Channel channel, IncomingStream stream) {}

    private final NetworkNode node;
    private final int credits;
    private final ExchangeCompression compression;
    private final Meeting meeting = new Meeting();
    private final Map<ChannelId, Incoming> incoming = new ConcurrentHashMap<>();
    private volatile KeptPartitions partitions = id -> Optional.empty();

    /**
     * @param node named as this TaskManager is
     * @param credits how many batches of a channel may be under way
     * @param compression of what is sent; what comes says itself how it is to be read
     */
    public NetworkChannels(NetworkNode node, int credits, ExchangeCompression compression) {
        this.node = node;
        this.credits = credits;
        this.compression = compression;
        node.streams().serve(this::opened);
    }

    @Override
    public void reachable(List<Endpoint> endpoints) {
        for (Endpoint endpoint : endpoints) {
            node.knows(endpoint.taskManager().name(), endpoint.host(), endpoint.port());
        }
    }

    @Override
    public void unannounced(KeptPartitions kept) {
        kept.asBytes(compression);
        partitions = kept;
    }

    // The producer's side.

    @Override
    public void outgoing(Channel channel, TaskManagerId consumer, TypeSerializer<Object> serializer) {
        channel.writeBatches(serializer, compression);
        announce(channel);
    }

    private void announce(Channel channel) {
        ChannelId id = channel.id();
        Exit exit = new Exit(channel, () -> meeting.end(id));
        OutgoingStream stream = meeting.announce(id, exit);
        if (stream != null) {
            exit.leadTo(stream);
        }
    }

    private void opened(byte[] bytes, OutgoingStream stream) {
        StreamName name = StreamName.read(bytes);
        ChannelId id = name.channel();
        stream.feed(new Waiting(id, stream)); // before it can meet an exit, which takes its place
        Exit exit = meeting.ask(id, stream);
        if (exit != null) {
            exit.leadTo(stream);
            return;
        }
        if (name.fromPartition()) {
            Optional<Opened> opened = partitions.open(id);
            opened.ifPresent(found -> announce(found.channel()));
            if (opened.isEmpty()) {
                refuse(id, stream);
            }
        }
    }

    private void refuse(ChannelId id, OutgoingStream stream) {
        if (meeting.leave(id, stream)) {
            stream.refuse("TaskManager " + node.name() + " does not keep it");
        }
    }

    /** A stream whose channel is not there yet. */
    private final class Waiting implements ElementStreams.Source {
        private final ChannelId id;
        private final OutgoingStream stream;

        Waiting(ChannelId id, OutgoingStream stream) {
            this.id = id;
            this.stream = stream;
        }

        @Override
        public @Nullable StreamElement poll() {
            return null;
        }

        @Override
        public void cancelled() {
            meeting.leave(id, stream);
        }

        @Override
        public void broken(String reason) {
            meeting.leave(id, stream);
        }
    }

    // The consumer's side.

    @Override
    public void incoming(Channel channel, TaskManagerId producer, TypeSerializer<Object> serializer) {
        channel.readBatches(serializer);
        byte[] name = new StreamName(channel.id(), channel.bringsPartition()).bytes();
        IncomingStream stream = node.streams().open(producer.name(), name, credits, new Entrance(channel, credits));
        incoming.put(channel.id(), new Incoming(channel, stream));
    }

    @Override
    public void released(Channel channel) {
        Incoming ended = incoming.get(channel.id());
        if (ended != null && ended.channel() == channel && incoming.remove(channel.id(), ended)) {
            ended.stream().cancel();
        }
    }

    @Override
    public void forget(JobID job) {
        meeting.forget(job);
        incoming.entrySet().removeIf(entry -> {
            boolean ours = entry.getKey().job().equals(job);
            if (ours) {
                entry.getValue().stream().cancel();
            }
            return ours;
        });
    }

    /** How many channels are remembered. */
    int size() {
        return meeting.size() + incoming.size();
    }
}
