package io.millrace.simulation;

import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.protocol.TaskManagerId;
import io.millrace.taskmanager.exchange.Batch;
import io.millrace.taskmanager.exchange.Channel;
import io.millrace.taskmanager.exchange.ChannelId;
import io.millrace.taskmanager.exchange.Element;
import io.millrace.taskmanager.exchange.PartitionLostException;
import io.millrace.taskmanager.exchange.RemoteChannels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The data channels between TaskManagers: in order and whole, with their delays, until an end dies. Records cross as bytes.
 * An element leaves its producer's side only when the consumer's side has taken the one before.
 */
final class SimulatedWires {
    private static final int DELAY_MS_MAX = 20;

    private static final class Wire {
        @Nullable
        TaskManagerId producer;

        @Nullable
        Channel out;

        @Nullable
        TypeSerializer<Object> writer;

        @Nullable
        TaskManagerId consumer;

        @Nullable
        Channel in;

        @Nullable
        TypeSerializer<Object> reader;
        /** Taken from the producer's side and not yet on the consumer's. */
        @Nullable
        Element underWay;

        boolean moving;
        boolean ended;
        boolean broken;
    }

    private final World world;
    private final SplittableRandom random;
    private final Map<String, Wire> wires = new TreeMap<>();
    private final Map<String, RemoteChannels.KeptPartitions> kept = new TreeMap<>();

    SimulatedWires(World world, SplittableRandom random) {
        this.world = world;
        this.random = random;
    }

    /** The ends of the wires at one TaskManager. */
    RemoteChannels at(TaskManagerId self) {
        return new RemoteChannels() {
            @Override
            public void outgoing(Channel channel, TaskManagerId consumer, TypeSerializer<Object> serializer) {
                Wire wire = wire(channel.id());
                wire.producer = self;
                wire.consumer = consumer;
                out(wire, channel, serializer);
                settle(wire);
            }

            @Override
            public void incoming(Channel channel, TaskManagerId producer, TypeSerializer<Object> serializer) {
                Wire wire = wire(channel.id());
                wire.consumer = self;
                wire.producer = producer;
                wire.in = channel;
                wire.reader = serializer;
                channel.onRoom(() -> move(wire));
                if (channel.bringsPartition() && !isDead(producer)) {
                    open(wire, channel, producer);
                }
                settle(wire);
            }

            @Override
            public void unannounced(KeptPartitions partitions) {
                kept.put(self.name(), partitions);
            }

            @Override
            public void released(Channel channel) {
                Wire wire = wires.get(channel.id().toString());
                if (wire == null) {
                    return;
                }
                // A producer that has ended may have left elements behind, which are still carried. A consumer that has
                // ended takes no more; its producer is not told: if it ended ill, the JobManager cancels both.
                if (self.equals(wire.consumer)) {
                    wires.remove(channel.id().toString());
                    wire.broken = true;
                }
            }
        };
    }

    private void open(Wire wire, Channel channel, TaskManagerId producer) {
        Optional<RemoteChannels.Opened> opened =
                Optional.ofNullable(kept.get(producer.name())).flatMap(there -> there.open(channel.id()));
        if (opened.isPresent()) {
            out(wire, opened.get().channel(), opened.get().serializer());
            poke(producer);
        } else {
            breakWire(wire, "TaskManager " + producer + " does not keep it");
        }
    }

    private void out(Wire wire, Channel channel, TypeSerializer<Object> serializer) {
        wire.out = channel;
        wire.writer = serializer;
        channel.onElement(() -> move(wire));
    }

    private Wire wire(ChannelId id) {
        return wires.computeIfAbsent(id.toString(), key -> new Wire());
    }

    /** A channel to or from a process that is dead already never works. */
    private void settle(Wire wire) {
        if (isDead(wire.producer) || isDead(wire.consumer)) {
            breakWire(wire, "the other TaskManager is gone");
        } else {
            move(wire);
        }
    }

    private boolean isDead(@Nullable TaskManagerId taskManager) {
        return taskManager == null || !world.isAlive(taskManager.name());
    }

    /** All connections of a dead process break, as its peers' operating systems would tell them. */
    void died(TaskManagerId taskManager) {
        kept.remove(taskManager.name());
        for (Wire wire : new ArrayList<>(wires.values())) {
            if (taskManager.equals(wire.producer) || taskManager.equals(wire.consumer)) {
                world.events()
                        .after(
                                1L + random.nextInt(DELAY_MS_MAX),
                                () -> breakWire(wire, "TaskManager " + taskManager + " died"));
            }
        }
    }

    /**
     * All channels between two processes break, as their connection does.
     *
     * @return how many
     */
    int breakBetween(TaskManagerId one, TaskManagerId other) {
        int count = 0;
        for (Wire wire : new ArrayList<>(wires.values())) {
            boolean there = one.equals(wire.producer) && other.equals(wire.consumer);
            boolean back = other.equals(wire.producer) && one.equals(wire.consumer);
            if ((there || back) && !wire.broken && !wire.ended) {
                if (wire.in != null && wire.in.bringsPartition() && wire.producer != null) {
                    world.cannotBeRead(wire.producer.name());
                }
                breakWire(wire, "the connection between " + one + " and " + other + " broke");
                count++;
            }
        }
        return count;
    }

    private void breakWire(Wire wire, String reason) {
        if (wire.broken || wire.ended) {
            return;
        }
        wire.broken = true;
        for (Channel end : ends(wire)) {
            end.breakWith(reason);
        }
        poke(wire.producer);
        poke(wire.consumer);
    }

    private static List<Channel> ends(Wire wire) {
        List<Channel> ends = new ArrayList<>();
        if (wire.out != null) {
            ends.add(wire.out);
        }
        if (wire.in != null) {
            ends.add(wire.in);
        }
        return ends;
    }

    private void move(Wire wire) {
        if (!wire.moving && !wire.broken && wire.out != null && wire.in != null) {
            wire.moving = true;
            world.events().after(random.nextInt(DELAY_MS_MAX) + 1L, () -> carry(wire));
        }
    }

    private void carry(Wire wire) {
        wire.moving = false;
        if (!wire.broken && mustWait(wire)) {
            return;
        }
        Channel out = wire.out;
        Channel in = wire.in;
        if (wire.broken || wire.ended || out == null || in == null) {
            return;
        }
        Element element = wire.underWay;
        if (element == null) {
            try {
                element = out.poll();
            } catch (PartitionLostException e) {
                breakWire(wire, e.reason());
                return;
            }
            if (element == null) {
                return;
            }
            poke(wire.producer);
            if (element instanceof Batch batch) {
                element = throughBytes(batch, wire);
            }
        }
        if (in.offer(element)) {
            wire.underWay = null;
            wire.ended = element == Element.Signal.END;
            poke(wire.consumer);
            move(wire);
        } else {
            wire.underWay = element;
        }
    }

    /** The link is clogged or cut: the element stays where it is for so long. */
    private boolean mustWait(Wire wire) {
        TaskManagerId from = wire.producer;
        TaskManagerId to = wire.consumer;
        if (from == null || to == null) {
            return false;
        }
        long until = world.network().dataWaitsUntilMs(from.name(), to.name());
        if (until <= world.nowMs()) {
            return false;
        }
        wire.moving = true;
        world.events().at(until, () -> carry(wire));
        return true;
    }

    private static Batch throughBytes(Batch batch, Wire wire) {
        TypeSerializer<Object> writer = wire.writer;
        TypeSerializer<Object> reader = wire.reader;
        if (writer == null || reader == null) {
            throw new IllegalStateException("a wire carries before both of its ends are there");
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            for (int i = 0; i < batch.size(); i++) {
                out.writeLong(batch.timestamp(i));
                writer.serialize(batch.record(i), out);
            }
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
            Batch copy = new Batch(Math.max(1, batch.size()));
            for (int i = 0; i < batch.size(); i++) {
                long timestamp = in.readLong();
                copy.add(reader.deserialize(in), timestamp);
            }
            return copy;
        } catch (IOException e) {
            throw new IllegalStateException("records did not survive the wire", e);
        }
    }

    private void poke(@Nullable TaskManagerId taskManager) {
        if (taskManager != null) {
            world.poke(taskManager.name());
        }
    }
}
