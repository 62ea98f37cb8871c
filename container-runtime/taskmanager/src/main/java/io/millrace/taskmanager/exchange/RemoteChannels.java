package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.protocol.Endpoint;
import io.millrace.protocol.TaskManagerId;
import java.util.List;
import java.util.Optional;

/**
 * Carries elements between the TaskManagers, for channels whose ends live on two of them. Each TaskManager has its own
 * {@link Channel} object of the id: the carrier is the consumer of the producer's one, and the producer of the consumer's.
 *
 * <p>It keeps the order and loses nothing until it breaks; then it calls {@link Channel#breakWith} on what it can reach. It
 * must not take from the sending side what the receiving side has no room for ({@link Channel#offer} says no), or a slow
 * consumer would not slow its producer. Either side may be announced first, or never. Methods are called by tasks and
 * must not block.
 */
public interface RemoteChannels {
    /**
     * A task here sends into {@code channel}; its consumer is elsewhere.
     *
     * @param serializer for the carrier's own use: no other thread uses it
     */
    void outgoing(Channel channel, TaskManagerId consumer, TypeSerializer<Object> serializer);

    /**
     * A task here receives from {@code channel}; its producer is elsewhere. If the channel {@link Channel#bringsPartition
     * brings a partition}, the producer has ended: its TaskManager is asked to {@link KeptPartitions#open open} it, and if it
     * does not keep it, the channel is broken.
     */
    void incoming(Channel channel, TaskManagerId producer, TypeSerializer<Object> serializer);

    /**
     * The end at this TaskManager has gone. If it was the consumer's, what is under way is not wanted any more. If it was
     * the producer's, what is in the channel is still to be carried, up to {@link Element.Signal#END} or to its last
     * element; a consumer that waits for more than that is cancelled by the JobManager.
     */
    void released(Channel channel);

    /** How other TaskManagers are reached; before any channel to one of them. */
    default void reachable(List<Endpoint> endpoints) {}

    /** The job has ended, and none of its tasks runs here. */
    default void forget(JobID job) {}

    /** Who is asked when another TaskManager wants a channel that no task here has announced. Once, before any channel. */
    default void unannounced(KeptPartitions partitions) {}

    /** Results of blocking edges that are kept at this TaskManager after their producers have ended. */
    @FunctionalInterface
    interface KeptPartitions {
        /**
         * What the producer wrote for this consumer, from its start; empty if nothing of it is kept here, and then the
         * consumer's end is to be broken. Any thread may call it; it does not block.
         */
        Optional<Opened> open(ChannelId id);

        /** From now on batches come out of what is opened as {@link WrittenBatch}es, made by who feeds it. */
        default void asBytes(ExchangeCompression compression) {}
    }

    /**
     * A reading that has begun. If the partition is damaged, {@link Channel#poll} throws when all before it is polled, and the
     * consumer's end is to be broken with that message. Whoever wants no more of it just lets go of it.
     *
     * @param channel fed from now on, up to {@link Element.Signal#END}; it is in no hub
     * @param serializer of its records, for the carrier's own use
     */
    record Opened(Channel channel, TypeSerializer<Object> serializer) {}
}
