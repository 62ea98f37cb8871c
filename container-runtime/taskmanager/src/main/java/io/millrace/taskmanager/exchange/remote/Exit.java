package io.millrace.taskmanager.exchange.remote;

import io.millrace.network.ElementStreams;
import io.millrace.network.ElementStreams.StreamElement;
import io.millrace.network.OutgoingStream;
import io.millrace.taskmanager.exchange.Channel;
import io.millrace.taskmanager.exchange.Element;
import io.millrace.taskmanager.exchange.PartitionLostException;
import org.jspecify.annotations.Nullable;

/**
 * Where a channel leaves this TaskManager: its only consumer. Polled on the thread of the network that its stream belongs
 * to.
 */
final class Exit implements ElementStreams.Source {
    private final Channel channel;
    private final Runnable over;
    private volatile @Nullable OutgoingStream stream;

    /** @param over called when nothing more will be taken out of the channel */
    Exit(Channel channel, Runnable over) {
        this.channel = channel;
        this.over = over;
        channel.onElement(this::wake);
    }

    /** The consumer has asked for it. */
    void leadTo(OutgoingStream wanted) {
        stream = wanted;
        wanted.feed(this);
    }

    // What is offered before there is a stream is found when the stream begins.
    private void wake() {
        OutgoingStream wanted = stream;
        if (wanted != null) {
            wanted.ready();
        }
    }

    @Override
    public @Nullable StreamElement poll() {
        Element element;
        try {
            element = channel.poll();
        } catch (PartitionLostException e) {
            throw new IllegalStateException(e.reason(), e);
        }
        if (element == null) {
            return null;
        }
        if (element == Element.Signal.END) {
            over.run();
        }
        return Wire.write(element);
    }

    /** The producer is not told: if its consumer has failed, the JobManager cancels both. */
    @Override
    public void cancelled() {
        over.run();
    }

    @Override
    public void broken(String reason) {
        over.run();
        channel.breakWith(reason);
    }
}
