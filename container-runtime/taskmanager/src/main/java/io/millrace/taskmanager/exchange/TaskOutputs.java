package io.millrace.taskmanager.exchange;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All outputs of a task: writes, flushes, and keeps count of what the channels had no room for. Used by the thread that
 * runs the task; {@link #fence} by any.
 */
public final class TaskOutputs {
    /** What the task does about full channels. Called by the thread that emits. */
    public interface Backpressure {
        /**
         * Something went to the overflow. Returns at once on a shared thread; on a thread of the task's own it returns
         * when {@link TaskOutputs#drain} has emptied the overflow.
         */
        void overflowed(TaskOutputs outputs);

        /** The first record of a batch was written: it waits for company or for a flush. */
        void began();
    }

    private final WakeUp producer;
    private final Backpressure backpressure;
    private final boolean eachAlone;
    private final List<EdgeWriter> edges = new ArrayList<>();
    private final List<OutputChannel> overflowing = new ArrayList<>();
    private long overflowBytes;
    private long recordsSent;
    private boolean unflushed;
    private volatile boolean fenced;

    /** @param producer woken when a full channel has room again */
    public TaskOutputs(WakeUp producer, Backpressure backpressure) {
        this(producer, backpressure, false);
    }

    /** @param eachAlone whether no record waits for others to travel with */
    public TaskOutputs(WakeUp producer, Backpressure backpressure, boolean eachAlone) {
        this.producer = producer;
        this.backpressure = backpressure;
        this.eachAlone = eachAlone;
    }

    boolean eachAlone() {
        return eachAlone;
    }

    void add(EdgeWriter edge) {
        edges.add(edge);
    }

    WakeUp producer() {
        return producer;
    }

    /** Whether some channel was full: the task must not go on before {@link #drain} has emptied the overflow. */
    public boolean isOverflowing() {
        return !overflowing.isEmpty();
    }

    /** About what the overflow takes in memory. */
    public long overflowBytes() {
        return overflowBytes;
    }

    /** Whether some records wait in batches that are not full. */
    public boolean hasUnflushed() {
        return unflushed;
    }

    /** Sends from the overflow what there is room for; returns the number of elements sent. */
    public int drain() {
        int sent = 0;
        for (int i = overflowing.size() - 1; i >= 0; i--) {
            OutputChannel channel = overflowing.get(i);
            sent += channel.drain();
            if (!channel.overflows()) {
                overflowing.remove(i);
            }
        }
        return sent;
    }

    /** Sends all batches, full or not. */
    public void flush() {
        if (unflushed) {
            unflushed = false;
            for (EdgeWriter edge : edges) {
                edge.flush();
            }
        }
    }

    /** Sends an event behind all records to all consumers. */
    public void event(Element event) {
        for (EdgeWriter edge : edges) {
            edge.event(event);
        }
    }

    /**
     * Sends the event of a superstep behind all records of it to all consumers in the loop. The reports of its operators go to
     * the head of the loop if this task feeds it, to all its subtasks by the first such edge; else to one consumer, which sends
     * them on.
     */
    public void superstep(Element.Superstep event) {
        boolean begins = event instanceof Element.SuperstepBegin;
        Element.Superstep bare = begins ? event : new Element.SuperstepEnd(event.number(), List.of());
        EdgeWriter reportsBy = begins ? null : reportsBy();
        for (EdgeWriter edge : edges) {
            if (edge == reportsBy) {
                edge.event(event, edge.place() == EdgeWriter.Place.FEEDS_BACK ? event : bare);
            } else if (edge.place() == EdgeWriter.Place.IN_LOOP
                    || (edge.place() != EdgeWriter.Place.OUTSIDE && !begins)) {
                edge.event(bare);
            }
        }
    }

    private @Nullable EdgeWriter reportsBy() {
        EdgeWriter found = null;
        for (EdgeWriter edge : edges) {
            if (edge.place() == EdgeWriter.Place.FEEDS_BACK) {
                return edge;
            }
            if (found == null && edge.place() == EdgeWriter.Place.IN_LOOP) {
                found = edge;
            }
        }
        return found;
    }

    /** Of the head of a loop: the end goes to the consumers in the loop; nothing else will. */
    public void endLoop() {
        for (EdgeWriter edge : edges) {
            if (edge.place() == EdgeWriter.Place.IN_LOOP) {
                edge.event(Element.Signal.END);
            }
        }
        edges.removeIf(edge -> edge.place() == EdgeWriter.Place.IN_LOOP);
    }

    /** From now on nothing goes out: emitting threads get a {@link TaskCancelledError}. */
    public void fence() {
        fenced = true;
    }

    void failIfFenced() {
        if (fenced) {
            throw new TaskCancelledError();
        }
    }

    void sends(int records) {
        recordsSent += records;
    }

    /** Records that went into channels, or into the overflow; asked by other threads too, which may see an earlier number. */
    public long recordsSent() {
        return recordsSent;
    }

    void began() {
        unflushed = true;
        backpressure.began();
    }

    void overflowed(OutputChannel channel, Element element) {
        overflowBytes += element.memoryBytes();
        if (channel.overflowsNewly()) {
            overflowing.add(channel);
        }
        backpressure.overflowed(this);
    }

    void drained(Element element) {
        overflowBytes -= element.memoryBytes();
    }
}
