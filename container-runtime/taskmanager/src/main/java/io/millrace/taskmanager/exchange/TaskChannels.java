package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.graph.Edge;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.PartitionId;
import io.millrace.protocol.Placements;
import io.millrace.protocol.TaskManagerId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Connects one attempt to the attempts around it. */
public final class TaskChannels {
    /** Reads the serialiser of an edge. */
    @FunctionalInterface
    public interface Serializers {
        TypeSerializer<Object> of(Edge edge) throws IOException, ClassNotFoundException;
    }

    private final AttemptId attempt;
    private final JobGraph graph;
    private final Placements placements;
    private final TaskManagerId self;
    private final ChannelHub hub;
    private final BlockingExchange blocking;
    private final Optional<RemoteChannels> remote;
    private final ClassLoader loader;
    private final List<Channel> remoteOnes = new ArrayList<>();
    private final List<Channel> outgoing = new ArrayList<>();
    private final List<BlockingExchange.Writing> kept = new ArrayList<>();

    public TaskChannels(
            AttemptId attempt,
            JobGraph graph,
            Placements placements,
            TaskManagerId self,
            ChannelHub hub,
            BlockingExchange blocking,
            Optional<RemoteChannels> remote,
            ClassLoader loader) {
        this.attempt = attempt;
        this.graph = graph;
        this.placements = placements;
        this.self = self;
        this.hub = hub;
        this.blocking = blocking;
        this.remote = remote;
        this.loader = loader;
    }

    /** The writer of an edge that leaves this attempt; it is one of {@code outputs} from now on. */
    public EdgeWriter writer(Edge edge, TypeSerializer<Object> serializer, TaskOutputs outputs) {
        int[] consumers = consumersOf(edge);
        List<? extends Outlet> outlets = edge.mode() == ExchangeMode.BLOCKING
                ? kept(edge, consumers, serializer)
                : channels(edge, consumers, serializer);
        EdgeWriter writer = new EdgeWriter(outlets, serializer, outputs, place(edge));
        outputs.add(writer);
        return writer;
    }

    private EdgeWriter.Place place(Edge edge) {
        return graph.loopOf(edge)
                .map(loop -> loop.isFedBackBy(edge) ? EdgeWriter.Place.FEEDS_BACK : EdgeWriter.Place.IN_LOOP)
                .orElse(EdgeWriter.Place.OUTSIDE);
    }

    /** How records find their way over an edge that leaves this attempt. */
    public Route route(Edge edge) {
        int keyGroups = graph.vertex(edge.target()).maxParallelism();
        return new Route(edge.pattern(), attempt.subtask(), consumersOf(edge).length, keyGroups);
    }

    private int[] consumersOf(Edge edge) {
        int producers = graph.vertex(edge.source()).parallelism();
        int consumers = graph.vertex(edge.target()).parallelism();
        return ExchangeWiring.consumersOf(edge.pattern(), producers, consumers, attempt.subtask());
    }

    private List<Channel> channels(Edge edge, int[] consumers, TypeSerializer<Object> serializer) {
        List<Channel> channels = new ArrayList<>();
        for (int consumer : consumers) {
            Channel channel = hub.channel(to(edge, consumer));
            channels.add(channel);
            outgoing.add(channel);
            TaskManagerId home = home(edge.target(), consumer);
            if (!home.equals(self)) {
                carrier(home).outgoing(channel, home, serializer.duplicate());
                remoteOnes.add(channel);
            }
        }
        return channels;
    }

    private List<Outlet> kept(Edge edge, int[] consumers, TypeSerializer<Object> serializer) {
        PartitionId id = new PartitionId(attempt.job(), edge.index(), attempt.subtask(), attempt.attempt());
        BlockingExchange.Writing writing = blocking.write(
                id,
                new BlockingExchange.Shape(
                        label(edge),
                        IntStream.of(consumers).boxed().toList(),
                        edge.pattern() instanceof ExchangePattern.Broadcast,
                        serializer.duplicate(),
                        loader));
        kept.add(writing);
        return writing.outlets();
    }

    private ChannelId to(Edge edge, int consumer) {
        int consumerAttempt =
                placements.vertices().get(edge.target()).attempts().get(consumer);
        return new ChannelId(
                attempt.job(), edge.index(), attempt.subtask(), attempt.attempt(), consumer, consumerAttempt);
    }

    private TaskManagerId home(int vertex, int subtask) {
        return placements.vertices().get(vertex).taskManagers().get(subtask);
    }

    /** The gate of an input of this attempt: all channels of all edges that lead to it. */
    public InputGate gate(int input, WakeUp consumer, Serializers serializers)
            throws IOException, ClassNotFoundException {
        List<Inlet> inlets = new ArrayList<>();
        for (Edge edge : graph.inputsOf(attempt.vertex())) {
            if (edge.input() == input) {
                addInlets(edge, inlets, serializers);
            }
        }
        return new InputGate(inlets, consumer);
    }

    private void addInlets(Edge edge, List<Inlet> inlets, Serializers serializers)
            throws IOException, ClassNotFoundException {
        int producers = graph.vertex(edge.source()).parallelism();
        int consumers = graph.vertex(edge.target()).parallelism();
        boolean blocks = edge.mode() == ExchangeMode.BLOCKING;
        for (int producer : ExchangeWiring.producersOf(edge.pattern(), producers, consumers, attempt.subtask())) {
            ChannelId id = from(edge, producer);
            TaskManagerId home = home(edge.source(), producer);
            if (!home.equals(self)) {
                Channel channel = blocks ? hub.channelFromPartition(id) : hub.channel(id);
                carrier(home).incoming(channel, home, serializers.of(edge));
                remoteOnes.add(channel);
                inlets.add(channel);
            } else if (blocks) {
                PartitionId partition = new PartitionId(attempt.job(), edge.index(), producer, id.producerAttempt());
                inlets.add(blocking.read(partition, attempt.subtask(), serializers.of(edge)));
            } else {
                inlets.add(hub.channel(id));
            }
        }
    }

    private ChannelId from(Edge edge, int producer) {
        int producerAttempt =
                placements.vertices().get(edge.source()).attempts().get(producer);
        return new ChannelId(
                attempt.job(), edge.index(), producer, producerAttempt, attempt.subtask(), attempt.attempt());
    }

    /**
     * Gives all channels that it sends into back to the hub, and tells the carrier that this end of its channels has gone.
     *
     * @param finished whether all was written that the attempt had to write
     */
    public void release(boolean finished) {
        remote.ifPresent(carrier -> remoteOnes.forEach(carrier::released));
        remoteOnes.clear();
        outgoing.forEach(hub::producerEnded);
        outgoing.clear();
        for (BlockingExchange.Writing writing : kept) {
            if (finished) {
                writing.complete();
            } else {
                writing.drop();
            }
        }
        kept.clear();
    }

    private RemoteChannels carrier(TaskManagerId home) {
        return remote.orElseThrow(() -> new IllegalStateException("attempt " + attempt + " is to exchange records with "
                + home + ", but the TaskManager " + self + " was started without a connection to others"));
    }

    private String label(Edge edge) {
        return "'" + graph.vertex(edge.source()).name() + "' => '"
                + graph.vertex(edge.target()).name() + "'";
    }
}
