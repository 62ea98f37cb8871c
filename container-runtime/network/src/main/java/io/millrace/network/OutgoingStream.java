package io.millrace.network;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The sender's handle of a stream. Thread-safe. */
public final class OutgoingStream {
    private final Link link;
    private final AtomicBoolean called = new AtomicBoolean();

    // On the link's event loop.
    final int number;
    int credits;
    ElementStreams.@Nullable Source source;
    ElementStreams.@Nullable StreamElement element;
    int sent;
    boolean inLine;
    boolean ended;

    OutgoingStream(Link link, int number, int credits) {
        this.link = link;
        this.number = number;
        this.credits = credits;
    }

    /** Who receives it. */
    public String peer() {
        return link.peer();
    }

    /** What is to be sent comes from here. */
    public void feed(ElementStreams.Source from) {
        link.run(() -> link.feed(this, from));
    }

    /** There may be something to poll. */
    public void ready() {
        if (called.compareAndSet(false, true)) {
            link.run(() -> {
                called.set(false); // before the source is polled: what comes after that calls again
                link.ready(this);
            });
        }
    }

    /** There is no such stream; the receiver is told why. */
    public void refuse(String reason) {
        link.run(() -> link.end(this, reason));
    }
}
