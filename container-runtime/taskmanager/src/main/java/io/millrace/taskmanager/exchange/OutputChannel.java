package io.millrace.taskmanager.exchange;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What a producer does at one outlet: fills batches, and keeps what the channel has no room for. Used by the thread that
 * runs the task.
 *
 * <p>Batches are small at first and grow while they are sent full; one that is flushed half empty makes the next smaller.
 */
final class OutputChannel {
    static final int SMALLEST_BATCH = 16;
    static final int LARGEST_BATCH = 1024;

    /** Large records travel in small batches: a channel holds several of them. */
    static final int BATCH_BYTES_MAX = 128 * 1024;

    private final Outlet channel;
    private final TaskOutputs outputs;
    private final EdgeWriter edge;
    private final ArrayDeque<Element> overflow = new ArrayDeque<>();
    private @Nullable Batch batch;
    private int capacity = SMALLEST_BATCH;

    OutputChannel(Outlet channel, TaskOutputs outputs, EdgeWriter edge) {
        this.channel = channel;
        this.outputs = outputs;
        this.edge = edge;
        channel.onRoom(outputs.producer());
    }

    void append(Object record, long timestamp) {
        Batch filling = batch;
        if (filling == null) {
            filling = begin();
        }
        if (filling.add(record, timestamp)) {
            batch = null;
            send(filling);
            capacity = bounded(filling.size() * 4, filling);
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
            send(filled);
            capacity = bounded(Math.max(SMALLEST_BATCH, Integer.highestOneBit(filled.size()) * 2), filled);
        }
    }

    private static int bounded(int wanted, Batch sent) {
        long fitting = BATCH_BYTES_MAX / Math.max(1, sent.bytes() / sent.size());
        return (int) Math.max(1, Math.min(Math.min(wanted, LARGEST_BATCH), fitting));
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

    /** Whether what went to the overflow last was the first there. */
    boolean overflowsNewly() {
        return overflow.size() == 1;
    }

    boolean overflows() {
        return !overflow.isEmpty();
    }
}
