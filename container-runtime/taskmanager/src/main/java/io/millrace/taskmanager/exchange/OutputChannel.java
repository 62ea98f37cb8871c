package io.millrace.taskmanager.exchange;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What a producer does at one outlet: fills batches, and keeps what the channel has no room for. Used by the thread that
 * runs the task.
 *
 * <p>Batches are small at first and grow while they are sent full; one that is flushed half empty makes the next smaller. The
 * first has one record, which tells how large records are. Records to another TaskManager are written as they come, into
 * batches of bytes.
 */
final class OutputChannel {
    static final int SMALLEST_BATCH = 16;
    static final int LARGEST_BATCH = 1024;

    /** Large records travel in small batches: a channel holds several of them. */
    static final int BATCH_BYTES_MAX = 128 * 1024;

    private final Outlet channel;
    private final TaskOutputs outputs;
    private final RecordSize recordSize;
    private final @Nullable BatchWriter writer;
    private final boolean weighs;
    private final boolean eachAlone;
    private final ArrayDeque<Element> overflow = new ArrayDeque<>();
    private @Nullable Batch batch;
    private int capacity = 1;
    private long weight;

    OutputChannel(Outlet channel, TaskOutputs outputs, RecordSize recordSize) {
        this.channel = channel;
        this.outputs = outputs;
        this.recordSize = recordSize;
        this.writer = channel.writer();
        this.weighs = recordSize.varies();
        this.eachAlone = outputs.eachAlone();
        channel.onRoom(outputs.producer());
    }

    void append(Object record, long timestamp) {
        BatchWriter writing = writer;
        if (writing != null) {
            write(writing, record, timestamp);
            return;
        }
        Batch filling = batch;
        if (filling == null) {
            filling = begin();
        }
        boolean full = filling.add(record, timestamp);
        if (weighs) {
            weight += recordSize.weigh(record);
            full |= weight > BATCH_BYTES_MAX;
        }
        if (full || eachAlone) {
            batch = null;
            send(filling);
            capacity = bounded(Math.max(SMALLEST_BATCH, filling.size() * 4), filling);
        }
    }

    private Batch begin() {
        Batch begun = new Batch(capacity);
        batch = begun;
        weight = 0;
        outputs.began();
        return begun;
    }

    private void write(BatchWriter writing, Object record, long timestamp) {
        if (!writing.accepts(timestamp)) {
            offer(writing.take());
        }
        if (writing.isEmpty()) {
            outputs.began();
        }
        writing.add(record, timestamp);
        outputs.sends(1);
        if (eachAlone || writing.isFull()) {
            offer(writing.take());
        }
    }

    void event(Element event) {
        flush();
        offer(event);
    }

    void flush() {
        BatchWriter writing = writer;
        if (writing != null && !writing.isEmpty()) {
            offer(writing.take());
        }
        Batch filled = batch;
        if (filled != null) {
            batch = null;
            send(filled);
            capacity = bounded(Math.max(SMALLEST_BATCH, Integer.highestOneBit(filled.size()) * 2), filled);
        }
    }

    private static int bounded(int wanted, Batch sent) {
        long fitting = BATCH_BYTES_MAX / Math.max(1, sent.memoryBytes() / sent.size());
        return (int) Math.max(1, Math.min(Math.min(wanted, LARGEST_BATCH), fitting));
    }

    private void send(Batch filled) {
        outputs.sends(filled.size());
        filled.estimate(recordSize.of(filled, weight));
        offer(filled);
    }

    private void offer(Element element) {
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
