package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.JobID;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The channels of one TaskManager by id. Whichever side comes first makes the channel; it goes when both have released
 * it, or with its job. Thread-safe.
 */
public final class ChannelHub {
    private record Entry(Channel channel, boolean producerDone, boolean consumerDone) {}

    private final int batchesMax;
    private final Map<ChannelId, Entry> entries = new ConcurrentHashMap<>();

    /** @param batchesMax how many batches a channel holds */
    public ChannelHub(int batchesMax) {
        this.batchesMax = batchesMax;
    }

    /** The channel of a pipelined edge. */
    public Channel channel(ChannelId id) {
        return entries.computeIfAbsent(id, key -> new Entry(Channel.between(key, batchesMax), false, false))
                .channel();
    }

    /** A new channel for what is kept of a blocking edge at another TaskManager. */
    public Channel channelFromPartition(ChannelId id) {
        return Channel.fromPartition(id, batchesMax);
    }

    /** The producer's attempt has ended; the consumer may still read what is there. */
    public void producerEnded(Channel channel) {
        channel.producerEnded();
        entries.computeIfPresent(channel.id(), (id, entry) -> {
            if (!entry.consumerDone()) {
                return new Entry(entry.channel(), true, false);
            }
            return null;
        });
    }

    /** The consumer's attempt has ended. */
    public void consumerEnded(Channel channel) {
        channel.consumerEnded();
        entries.computeIfPresent(
                channel.id(), (id, entry) -> entry.producerDone() ? null : new Entry(entry.channel(), false, true));
    }

    /** The job has ended and none of its tasks runs here. */
    public void forget(JobID job) {
        entries.keySet().removeIf(id -> id.job().equals(job));
    }

    /** How many channels there are. */
    public int size() {
        return entries.size();
    }
}
