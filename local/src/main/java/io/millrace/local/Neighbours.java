package io.millrace.local;

import io.millrace.control.live.StepThread;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.protocol.TaskManagerId;
import io.millrace.taskmanager.exchange.Channel;
import io.millrace.taskmanager.exchange.ChannelBrokenException;
import io.millrace.taskmanager.exchange.ChannelId;
import io.millrace.taskmanager.exchange.Element;
import io.millrace.taskmanager.exchange.PartitionLostException;
import io.millrace.taskmanager.exchange.RemoteChannels;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Carries elements between the TaskManagers of one JVM: by reference, one thread for all. What crosses an exchange was copied
 * by its producer where that is needed, so nothing is serialised here.
 */
final class Neighbours implements AutoCloseable {
    /** Keeps one busy channel from holding up the others. */
    private static final int ELEMENTS_PER_TURN = 16;

    private final Map<ChannelId, Link> links = new ConcurrentHashMap<>();
    private final Map<TaskManagerId, RemoteChannels.KeptPartitions> kept = new ConcurrentHashMap<>();
    private final StepThread thread = new StepThread("millrace-neighbours", this::step, () -> Long.MAX_VALUE);

    /** The two ends of a channel. All but the ends is touched by the carrying thread only. */
    private static final class Link {
        volatile @Nullable Channel from;
        volatile @Nullable Channel to;

        @Nullable
        Element held;

        boolean over;
    }

    void start() {
        thread.start();
    }

    /** What one TaskManager sees of the others. */
    RemoteChannels at(TaskManagerId self) {
        return new RemoteChannels() {
            @Override
            public void outgoing(Channel channel, TaskManagerId consumer, TypeSerializer<Object> serializer) {
                from(link(channel.id()), channel);
            }

            @Override
            public void incoming(Channel channel, TaskManagerId producer, TypeSerializer<Object> serializer) {
                Link link = link(channel.id());
                link.to = channel;
                channel.onRoom(thread::wakeUp);
                if (channel.bringsPartition()) {
                    open(channel, producer, link);
                }
                thread.wakeUp();
            }

            // A producer that is over may have left elements to carry: its link ends with the last of them, or with its
            // job.
            @Override
            public void released(Channel channel) {
                Link link = links.get(channel.id());
                if (link != null && link.to == channel) {
                    links.remove(channel.id(), link);
                }
            }

            @Override
            public void unannounced(KeptPartitions partitions) {
                kept.put(self, partitions);
            }
        };
    }

    private Link link(ChannelId id) {
        return links.computeIfAbsent(id, key -> new Link());
    }

    private void from(Link link, Channel channel) {
        link.from = channel;
        channel.onElement(thread::wakeUp);
        thread.wakeUp();
    }

    private void open(Channel channel, TaskManagerId producer, Link link) {
        Optional<RemoteChannels.Opened> opened =
                Optional.ofNullable(kept.get(producer)).flatMap(there -> there.open(channel.id()));
        if (opened.isPresent()) {
            from(link, opened.get().channel());
        } else {
            links.remove(channel.id(), link);
            channel.breakWith("TaskManager " + producer + " does not keep it");
        }
    }

    /** The TaskManager has ended. */
    void left(TaskManagerId taskManager) {
        kept.remove(taskManager);
    }

    /** No task of the job runs any more. */
    void forget(JobID job) {
        links.keySet().removeIf(id -> id.job().equals(job));
    }

    private int step() {
        int carried = 0;
        boolean anyOver = false;
        for (Link link : links.values()) {
            carried += carry(link);
            anyOver |= link.over;
        }
        if (anyOver) {
            links.values().removeIf(link -> link.over);
        }
        return carried;
    }

    private static int carry(Link link) {
        Channel from = link.from;
        Channel to = link.to;
        if (from == null || to == null) {
            return 0;
        }
        try {
            return carry(link, from, to);
        } catch (ChannelBrokenException | PartitionLostException e) {
            link.over = true;
            String reason = e instanceof PartitionLostException lost ? lost.reason() : String.valueOf(e.getMessage());
            from.breakWith(reason);
            to.breakWith(reason);
            return 1;
        }
    }

    private static int carry(Link link, Channel from, Channel to) {
        int carried = 0;
        while (carried < ELEMENTS_PER_TURN) {
            Element next = link.held != null ? link.held : from.poll();
            if (next == null) {
                return carried;
            }
            if (!to.offer(next)) {
                link.held = next;
                return carried;
            }
            link.held = null;
            link.over = next == Element.Signal.END;
            carried++;
        }
        return carried;
    }

    @Override
    public void close() {
        thread.close();
    }
}
