package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.ExchangeMode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The channels of one TaskManager by id. Whichever side comes first makes the channel; it goes when both have released
 * it, or with its job. Thread-safe.
 */
public final class ChannelHub {
    private record Entry(Channel channel, boolean producerDone, boolean consumerDone) {}

    private final int batchesMax;
    private final ExchangeBudget budget;
    private final Map<ChannelId, Entry> entries = new ConcurrentHashMap<>();

    /**
     * @param batchesMax how many batches a pipelined channel holds
     * @param blockingBytesMax how much all blocking channels hold together, by estimate
     */
    public ChannelHub(int batchesMax, long blockingBytesMax) {
        this.batchesMax = batchesMax;
        this.budget = new ExchangeBudget(blockingBytesMax);
    }

    /** @param edge how messages name the edge */
    public Channel channel(ChannelId id, String edge, ExchangeMode mode) {
        return entries.computeIfAbsent(
                        id, key -> new Entry(new Channel(key, edge, mode, batchesMax, budget), false, false))
                .channel();
    }

    /** The producer's attempt has ended; the consumer may still read what is there. */
    public void producerEnded(Channel channel) {
        channel.producerEnded();
        entries.computeIfPresent(channel.id(), (id, entry) -> {
            if (!entry.consumerDone()) {
                return new Entry(entry.channel(), true, false);
            }
            channel.consumerEnded(); // drops what came while the consumer was ending
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
        entries.entrySet().removeIf(entry -> {
            boolean ours = entry.getKey().job().equals(job);
            if (ours) {
                entry.getValue().channel().consumerEnded();
            }
            return ours;
        });
    }

    /** How many channels there are. */
    public int size() {
        return entries.size();
    }

    /** What the blocking channels hold, by estimate. */
    public long blockingBytes() {
        return budget.heldBytes();
    }
}
