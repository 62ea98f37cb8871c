package io.millrace.taskmanager.kit;

import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.protocol.TaskManagerId;
import io.millrace.taskmanager.exchange.Channel;
import io.millrace.taskmanager.exchange.ChannelId;
import io.millrace.taskmanager.exchange.Element;
import io.millrace.taskmanager.exchange.RemoteChannels;
import java.util.LinkedHashMap;
import java.util.Map;

/** One link for both ways, pumped by hand. */
public final class Pump {
    private final Map<TaskManagerId, RemoteChannels.KeptPartitions> partitions = new LinkedHashMap<>();
    private final Map<ChannelId, Channel> outgoing = new LinkedHashMap<>();
    private final Map<ChannelId, Channel> incoming = new LinkedHashMap<>();
    private final Map<ChannelId, Element> kept = new LinkedHashMap<>();

    public RemoteChannels at(TaskManagerId self) {
        return new RemoteChannels() {
            @Override
            public void outgoing(Channel channel, TaskManagerId consumer, TypeSerializer<Object> serializer) {
                outgoing.put(channel.id(), channel);
            }

            @Override
            public void incoming(Channel channel, TaskManagerId producer, TypeSerializer<Object> serializer) {
                incoming.put(channel.id(), channel);
                if (channel.bringsPartition()) {
                    partitions
                            .get(producer)
                            .open(channel.id())
                            .ifPresent(opened -> outgoing.put(channel.id(), opened.channel()));
                }
            }

            @Override
            public void released(Channel channel) {
                incoming.remove(channel.id(), channel);
            }

            @Override
            public void unannounced(KeptPartitions kept) {
                partitions.put(self, kept);
            }
        };
    }

    public int step() {
        int moved = 0;
        for (Map.Entry<ChannelId, Channel> end : outgoing.entrySet()) {
            Channel to = incoming.get(end.getKey());
            Element element = kept.remove(end.getKey());
            element = element != null || to == null ? element : end.getValue().poll();
            if (element != null && to != null && to.offer(element)) {
                moved++;
            } else if (element != null) {
                kept.put(end.getKey(), element);
            }
        }
        return moved;
    }

    public void breakAll() {
        outgoing.values().forEach(channel -> channel.breakWith("the link is cut"));
        incoming.values().forEach(channel -> channel.breakWith("the link is cut"));
    }
}
