package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.protocol.PartitionId;
import java.lang.invoke.VarHandle;
import org.jctools.queues.atomic.SpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of elements between one producer and one consumer, with wake-ups both ways.
 *
 * <p>One thread at a time offers, one at a time polls. The queue publishes by an ordered store only; so each side puts a
 * full fence between its store and its look at the other side's flag, and no wake-up is lost:
 *
 * <ul>
 *   <li>the producer stores the element, then looks whether the consumer's host sleeps ({@link WakeUp} does that look);
 *       the host says that it sleeps, then looks at the queue once more;
 *   <li>the producer says that it waits for room, then offers once more; the consumer takes an element, then looks whether
 *       the producer waits.
 * </ul>
 */
public final class Channel implements Outlet, Inlet {
    private final ChannelId id;
    private final SpscAtomicArrayQueue<Element> queue;
    private final int half;
    private final boolean kept;

    private volatile @Nullable WakeUp producer;
    private volatile @Nullable WakeUp consumer;
    private volatile boolean producerWaits;
    private volatile @Nullable RuntimeException broken;
    private volatile @Nullable BatchWriter writer;
    private volatile @Nullable BatchReader reader;

    private Channel(ChannelId id, int batchesMax, boolean kept) {
        this.id = id;
        this.queue = new SpscAtomicArrayQueue<>(Math.max(4, batchesMax));
        this.half = queue.capacity() / 2;
        this.kept = kept;
    }

    /** Of a pipelined edge: if it breaks, both attempts are to be repeated. */
    static Channel between(ChannelId id, int batchesMax) {
        return new Channel(id, batchesMax, false);
    }

    /** Brings what is kept of a blocking edge: if it breaks, the partition is lost for the consumer. */
    public static Channel fromPartition(ChannelId id, int batchesMax) {
        return new Channel(id, batchesMax, true);
    }

    public ChannelId id() {
        return id;
    }

    /**
     * Whoever polls here carries elements to another TaskManager: {@link WrittenBatch}es are offered, or batches, which
     * become such on the producer's thread. Before the first offer.
     */
    public void writeBatches(TypeSerializer<Object> serializer, ExchangeCompression compression) {
        if (writer == null) {
            writer = new BatchWriter(serializer, compression);
        }
    }

    /**
     * Whoever offers here carries elements from another TaskManager: {@link WrittenBatch}es become batches when they are
     * polled, on the consumer's thread. Before the first poll.
     */
    public void readBatches(TypeSerializer<Object> serializer) {
        reader = new BatchReader(serializer, id);
    }

    /**
     * Whether it brings what is kept of a blocking edge to its consumer: no producer announces it, it is to be {@link
     * RemoteChannels.KeptPartitions#open opened} where the partition is kept.
     */
    public boolean bringsPartition() {
        return kept;
    }

    @Override
    public void onRoom(WakeUp wakeUp) {
        producer = wakeUp;
    }

    @Override
    public void onElement(WakeUp wakeUp) {
        consumer = wakeUp;
    }

    @Override
    public @Nullable BatchWriter writer() {
        return writer;
    }

    @Override
    public boolean offer(Element element) {
        failIfBroken();
        if (isFull()) {
            producerWaits = true; // a volatile store, so the second look cannot be done before it
            VarHandle.fullFence();
            if (isFull()) {
                return false;
            }
            producerWaits = false;
        }
        BatchWriter writing = writer;
        queue.add(writing != null && element instanceof Batch batch ? writing.write(batch) : element);
        VarHandle.fullFence();
        WakeUp host = consumer;
        if (host != null) {
            host.wakeUp();
        }
        return true;
    }

    // The consumer may have taken one more meanwhile, never fewer: where the producer sees room, there is room.
    private boolean isFull() {
        return queue.size() == queue.capacity();
    }

    @Override
    public @Nullable Element poll() {
        Element element = queue.poll();
        if (element == null) {
            failIfBroken();
            return null;
        }
        VarHandle.fullFence();
        // Not for every free place: a producer that is woken for one batch sleeps again at once.
        if (producerWaits && queue.size() <= half) {
            wakeProducer();
        }
        BatchReader reading = reader;
        return reading != null && element instanceof WrittenBatch written ? reading.read(written) : element;
    }

    public boolean isEmpty() {
        return queue.isEmpty();
    }

    /** The way between the sides is broken for good: both sides fail. Any thread may call it. */
    public void breakWith(String reason) {
        broken = kept ? new PartitionLostException(partition(), reason, null) : new ChannelBrokenException(id, reason);
        wakeProducer();
        WakeUp host = consumer;
        if (host != null) {
            host.wakeUp();
        }
    }

    private PartitionId partition() {
        return new PartitionId(id.job(), id.edge(), id.producer(), id.producerAttempt());
    }

    @Override
    public void release(ChannelHub hub) {
        hub.consumerEnded(this);
    }

    /** The consumer has ended and will not poll again. By the consumer. */
    void consumerEnded() {
        consumer = null;
    }

    /** The producer has ended and will not offer again. */
    void producerEnded() {
        producer = null;
    }

    private void wakeProducer() {
        producerWaits = false;
        WakeUp host = producer;
        if (host != null) {
            host.wakeUp();
        }
    }

    private void failIfBroken() {
        RuntimeException reason = broken;
        if (reason != null) {
            throw reason;
        }
    }
}
