package io.millrace.taskmanager.exchange;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The producer's end of a channel: fills batches, and keeps what the channel has no room for. Used by the thread that
 * runs the task.
 *
 * <p>Batches are small at first and grow while they are sent full; one that is flushed half empty makes the next smaller.
 */
final class OutputChannel {
    static final int SMALLEST_BATCH = 16;
    static final int LARGEST_BATCH = 1024;

    private final Channel channel;
    private final TaskOutputs outputs;
    private final EdgeWriter edge;
    private final ArrayDeque<Element> overflow = new ArrayDeque<>();
    private @Nullable Batch batch;
    private int capacity = SMALLEST_BATCH;

    OutputChannel(Channel channel, TaskOutputs outputs, EdgeWriter edge) {
        this.channel = channel;
        this.outputs = outputs;
        this.edge = edge;
        channel.onRoom(outputs.producer());
    }

    Channel channel() {
        return channel;
    }

    void append(Object record, long timestamp) {
        Batch filling = batch;
        if (filling == null) {
            filling = begin();
        }
        if (filling.add(record, timestamp)) {
            batch = null;
            capacity = Math.min(LARGEST_BATCH, capacity * 4);
            send(filling);
        }
    }

    private Batch begin() {
        Batch begun = new Batch(capacity);
        batch = begun;
        outputs.began();
        return begun;
    }

    void event(Element event) {
        flush();
        send(event);
    }

    void flush() {
        Batch filled = batch;
        if (filled != null) {
            batch = null;
            capacity = Math.max(SMALLEST_BATCH, Math.min(capacity, Integer.highestOneBit(filled.size()) * 2));
            send(filled);
        }
    }

    private void send(Element element) {
        if (element instanceof Batch filled) {
            filled.estimate(edge.recordBytes(filled));
        }
        outputs.failIfFenced();
        if (!overflow.isEmpty() || !channel.offer(element)) {
            overflow.add(element);
            outputs.overflowed(this, element);
        }
    }

    /** Sends from the overflow what there is room for. */
    int drain() {
        int sent = 0;
        for (Element first = overflow.peek(); first != null && channel.offer(first); first = overflow.peek()) {
            overflow.remove();
            outputs.drained(first);
            sent++;
        }
        return sent;
    }

    boolean overflows() {
        return !overflow.isEmpty();
    }
}
