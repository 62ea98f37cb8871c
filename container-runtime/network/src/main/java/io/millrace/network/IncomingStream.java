package io.millrace.network;

import org.jspecify.annotations.Nullable;

/** The receiver's handle of a stream. Thread-safe. */
public final class IncomingStream {
    final byte[] name;
    final int credits;
    final ElementStreams.Receiver receiver;

    // The one that opens looks at "cancelled" after it has set "link", the one that cancels the other way round: so one
    // of
    // them sees the other.
    private volatile @Nullable Link link;
    private volatile boolean cancelled;

    // On the link's event loop.
    int number;
    byte @Nullable [] filling;
    byte kind;
    int filled;

    IncomingStream(byte[] name, int credits, ElementStreams.Receiver receiver) {
        this.name = name;
        this.credits = credits;
        this.receiver = receiver;
    }

    /** There is room for so many more elements. */
    public void credit(int more) {
        Link way = link;
        if (way != null) {
            way.run(() -> way.credit(this, more));
        }
    }

    /** Nothing more is wanted. What is under way may still arrive. */
    public void cancel() {
        cancelled = true;
        Link way = link;
        if (way != null) {
            way.run(() -> way.cancel(this));
        }
    }

    /** Runs a step on the thread that calls the receiver; not at all if the stream never was open. */
    public void execute(Runnable step) {
        Link way = link;
        if (way != null) {
            way.run(step);
        }
    }

    /** @return false if it was cancelled before */
    boolean attach(Link way) {
        link = way;
        return !cancelled;
    }

    boolean isCancelled() {
        return cancelled;
    }
}
