package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.graph.Edge;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.types.TypeSerializer;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Placements;
import io.millrace.protocol.TaskManagerId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    private final Optional<RemoteChannels> remote;
    private final ClassLoader loader;
    private final List<Channel> remoteOnes = new ArrayList<>();

    public TaskChannels(
            AttemptId attempt,
            JobGraph graph,
            Placements placements,
            TaskManagerId self,
            ChannelHub hub,
            Optional<RemoteChannels> remote,
            ClassLoader loader) {
        this.attempt = attempt;
        this.graph = graph;
        this.placements = placements;
        this.self = self;
        this.hub = hub;
        this.remote = remote;
        this.loader = loader;
    }

    /** The writer of an edge that leaves this attempt; it is one of {@code outputs} from now on. */
    public EdgeWriter writer(Edge edge, TypeSerializer<Object> serializer, TaskOutputs outputs)
            throws IOException, ClassNotFoundException {
        int producers = graph.vertex(edge.source()).parallelism();
        int consumers = graph.vertex(edge.target()).parallelism();
        Placements.VertexPlacement there = placements.vertices().get(edge.target());
        List<Channel> channels = new ArrayList<>();
        for (int consumer : ExchangeWiring.consumersOf(edge.pattern(), producers, consumers, attempt.subtask())) {
            ChannelId id = new ChannelId(
                    attempt.job(),
                    edge.index(),
                    attempt.subtask(),
                    attempt.attempt(),
                    consumer,
                    there.attempts().get(consumer));
            Channel channel = hub.channel(id, label(edge), edge.mode());
            channels.add(channel);
            TaskManagerId home = there.taskManagers().get(consumer);
            if (!home.equals(self)) {
                carrier(home).outgoing(channel, home, serializer.duplicate());
                remoteOnes.add(channel);
            }
        }
        ChannelSelector selector = ChannelSelectors.of(
                edge.pattern(),
                attempt.subtask(),
                channels.size(),
                graph.vertex(edge.target()).maxParallelism(),
                loader);
        EdgeWriter writer = new EdgeWriter(edge.pattern(), channels, selector, serializer, outputs);
        outputs.add(writer);
        return writer;
    }

    /** The gate of an input of this attempt: all channels of all edges that lead to it. */
    public InputGate gate(int input, WakeUp consumer, Serializers serializers)
            throws IOException, ClassNotFoundException {
        List<Channel> channels = new ArrayList<>();
        for (Edge edge : graph.inputsOf(attempt.vertex())) {
            if (edge.input() == input) {
                addChannels(edge, channels, serializers);
            }
        }
        return new InputGate(channels, consumer);
    }

    private void addChannels(Edge edge, List<Channel> channels, Serializers serializers)
            throws IOException, ClassNotFoundException {
        int producers = graph.vertex(edge.source()).parallelism();
        int consumers = graph.vertex(edge.target()).parallelism();
        Placements.VertexPlacement there = placements.vertices().get(edge.source());
        for (int producer : ExchangeWiring.producersOf(edge.pattern(), producers, consumers, attempt.subtask())) {
            ChannelId id = new ChannelId(
                    attempt.job(),
                    edge.index(),
                    producer,
                    there.attempts().get(producer),
                    attempt.subtask(),
                    attempt.attempt());
            Channel channel = hub.channel(id, label(edge), edge.mode());
            channels.add(channel);
            TaskManagerId home = there.taskManagers().get(producer);
            if (!home.equals(self)) {
                carrier(home).incoming(channel, home, serializers.of(edge));
                remoteOnes.add(channel);
            }
        }
    }

    /** Tells the carrier that this end of its channels has gone. */
    public void release() {
        remote.ifPresent(carrier -> remoteOnes.forEach(carrier::released));
        remoteOnes.clear();
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
