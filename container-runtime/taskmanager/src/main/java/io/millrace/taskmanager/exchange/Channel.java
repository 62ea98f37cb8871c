package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.graph.ExchangeMode;
import java.lang.invoke.VarHandle;
import java.util.Queue;
import org.jctools.queues.atomic.SpscAtomicArrayQueue;
import org.jctools.queues.atomic.SpscUnboundedAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * A queue of elements between one producer and one consumer, with wake-ups both ways.
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
public final class Channel {
    private final ChannelId id;
    private final String edge;
    private final Queue<Element> queue;
    private final int half;
    private final @Nullable ExchangeBudget budget;

    private volatile @Nullable WakeUp producer;
    private volatile @Nullable WakeUp consumer;
    private volatile boolean producerWaits;
    private volatile boolean consumerGone;
    private volatile @Nullable ChannelBrokenException broken;

    Channel(ChannelId id, String edge, ExchangeMode mode, int batchesMax, ExchangeBudget budget) {
        this.id = id;
        this.edge = edge;
        if (mode == ExchangeMode.PIPELINED) {
            SpscAtomicArrayQueue<Element> bounded = new SpscAtomicArrayQueue<>(Math.max(4, batchesMax));
            this.queue = bounded;
            this.half = bounded.capacity() / 2;
            this.budget = null;
        } else {
            this.queue = new SpscUnboundedAtomicArrayQueue<>(64);
            this.half = Integer.MAX_VALUE;
            this.budget = budget;
        }
    }

    public ChannelId id() {
        return id;
    }

    /** Who is to be woken when there is room again. Before the first {@link #offer}. */
    public void onRoom(WakeUp wakeUp) {
        producer = wakeUp;
    }

    /** Who is to be woken when there is something to poll. Look once after the call: it does not tell of the past. */
    public void onElement(WakeUp wakeUp) {
        consumer = wakeUp;
    }

    /**
     * Appends an element; by the producer.
     *
     * @return false if there is no room: the element was not taken, and a wake-up follows when there is
     * @throws ChannelBrokenException if the way to the consumer is broken
     * @throws ExchangeFullException if a blocking exchange holds too much
     */
    public boolean offer(Element element) {
        failIfBroken();
        if (budget != null) {
            if (consumerGone) {
                return true;
            }
            budget.take(bytes(element), edge);
        }
        if (!queue.offer(element)) {
            producerWaits = true; // a volatile store, so the second offer cannot be done before it
            VarHandle.fullFence();
            if (!queue.offer(element)) {
                return false;
            }
            producerWaits = false;
        }
        VarHandle.fullFence();
        WakeUp host = consumer;
        if (host != null) {
            host.wakeUp();
        }
        return true;
    }

    /**
     * The next element, or null if there is none now; by the consumer.
     *
     * @throws ChannelBrokenException if the way from the producer is broken and all that came is polled
     */
    public @Nullable Element poll() {
        Element element = queue.poll();
        if (element == null) {
            failIfBroken();
            return null;
        }
        if (budget != null) {
            budget.give(bytes(element));
        } else {
            VarHandle.fullFence();
            // Not for every free place: a producer that is woken for one batch sleeps again at once.
            if (producerWaits && queue.size() <= half) {
                wakeProducer();
            }
        }
        return element;
    }

    public boolean isEmpty() {
        return queue.isEmpty();
    }

    /** The way between the sides is broken for good: both sides fail. Any thread may call it. */
    public void breakWith(String reason) {
        broken = new ChannelBrokenException(id, reason);
        wakeProducer();
        WakeUp host = consumer;
        if (host != null) {
            host.wakeUp();
        }
    }

    /** The consumer has ended and will not poll again; what a blocking exchange holds is dropped. By the consumer. */
    void consumerEnded() {
        consumerGone = true;
        consumer = null;
        ExchangeBudget counted = budget;
        if (counted != null) {
            for (Element left = queue.poll(); left != null; left = queue.poll()) {
                counted.give(bytes(left));
            }
        }
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
        ChannelBrokenException reason = broken;
        if (reason != null) {
            throw reason;
        }
    }

    private static long bytes(Element element) {
        return element instanceof Batch batch ? batch.bytes() : 0;
    }
}
