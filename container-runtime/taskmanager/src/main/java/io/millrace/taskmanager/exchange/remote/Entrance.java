package io.millrace.taskmanager.exchange.remote;

import io.millrace.network.ElementStreams;
import io.millrace.network.IncomingStream;
import io.millrace.taskmanager.exchange.Channel;
import io.millrace.taskmanager.exchange.Element;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Where a channel comes to this TaskManager: its only producer, on the thread of the network that its stream belongs to.
 *
 * <p>What has come and finds no room in the channel waits here, as much as there were credits; credits are given back for
 * what has gone into the channel. So a consumer that is slow stops its producer, and nobody else.
 */
final class Entrance implements ElementStreams.Receiver {
    private final Channel channel;
    private final int credits;
    private final AtomicBoolean called = new AtomicBoolean();
    private volatile @Nullable IncomingStream open;

    // On the network's thread.
    private final ArrayDeque<Element> held = new ArrayDeque<>();
    private int owed;

    /** @param credits how many elements may wait here */
    Entrance(Channel channel, int credits) {
        this.channel = channel;
        this.credits = credits;
        channel.onRoom(this::wake);
    }

    @Override
    public void arrived(IncomingStream stream, byte kind, byte[] bytes) {
        open = stream;
        held.add(Wire.read(kind, bytes));
        pass(stream);
    }

    // By the consumer.
    private void wake() {
        IncomingStream stream = open;
        if (stream != null && called.compareAndSet(false, true)) {
            stream.execute(() -> {
                called.set(false); // before the channel is tried: who makes room after that calls again
                pass(stream);
            });
        }
    }

    private void pass(IncomingStream stream) {
        try {
            for (Element next = held.peek(); next != null && channel.offer(next); next = held.peek()) {
                held.remove();
                owed++;
            }
        } catch (RuntimeException broken) { // the consumer hears of it when it polls
            held.clear();
            stream.cancel();
            return;
        }
        if (owed * 2 >= credits) {
            stream.credit(owed);
            owed = 0;
        }
    }

    @Override
    public void broken(String reason) {
        held.clear();
        channel.breakWith(reason);
    }
}
